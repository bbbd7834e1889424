using System.Globalization;
using Baton.Core.Events;

namespace Baton.Core.Arbitration;

/// <summary>Actions as people say them on buttons and in facts.</summary>
public static class ActionWords
{
    /// <summary>"refund of 120 EUR", "email", "text message", "case close".</summary>
    public static string Of(Proposal action)
    {
        var what = action.Channel switch
        {
            null => action.Kind.Replace('.', ' '),
            "sms" => "text message",
            "call" or "phone" => "call",
            var channel => channel,
        };
        return Amount(action) is { } amount ? $"{what} of {amount}" : what;
    }

    private static string? Amount(Proposal action)
    {
        if (action.Data.Number("amount") is not { } number) return null;
        var digits = number.ToString(number % 1 == 0 ? "#,0" : "#,0.00", CultureInfo.InvariantCulture);
        return action.Data.Text("currency") is { Length: > 0 } currency ? $"{digits} {currency}" : digits;
    }
}
