using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Baton.Engine.Demo.Corpus;

namespace Baton.Engine.Demo.Script;

/// <summary>
/// Finds where money went back in a recording and lets billing ask for it. The airline's agent called tools by name; of the shop only the
/// tools' answers are recorded, so there an order counts when its status turned while the conversation went on. Answers may be cut off:
/// the amount is what can be seen of it.
/// </summary>
internal sealed partial class RefundScene(Stage stage, Conversation conversation, CustomerProfile customer)
{
    private readonly Dictionary<string, string> _statusOfOrder = new(StringComparer.Ordinal);

    public void Watch(int turn, TimeSpan at)
    {
        var (speaker, text, tools) = conversation.Turns[turn];
        foreach (var tool in tools)
        {
            if (tool.Name == "send_certificate" && tool.Arguments.TryGetProperty("amount", out var amount))
                Ask(turn, at, amount.GetDouble(), "A travel certificate for the inconvenience", "certificate");
            else if (tool.Name == "cancel_reservation" && turn + 1 < conversation.Turns.Count)
                AskForReservation(turn, at, tool.Arguments, conversation.Turns[turn + 1].Text);
        }

        if (speaker == Speaker.Tool && OrderStatus().Match(text) is { Success: true } order)
            WatchOrder(turn, at, order.Groups["order"].Value, order.Groups["status"].Value, text);
    }

    private void AskForReservation(int turn, TimeSpan at, JsonElement arguments, string answer)
    {
        var fare = Price().Matches(answer).Sum(Dollars);
        if (fare > 0) Ask(turn, at, fare, $"Refund of the cancelled reservation {arguments.GetProperty("reservation_id").GetString()}", "original payment method");
    }

    private void WatchOrder(int turn, TimeSpan at, string order, string status, string answer)
    {
        var turned = _statusOfOrder.TryGetValue(order, out var before) && before != status && status is ("cancelled" or "return requested");
        _statusOfOrder[order] = status;
        if (turned && Paid().Match(answer) is { Success: true } paid)
            Ask(turn, at, Dollars(paid), $"Refund of the order {order}, {status}", "original payment method");
    }

    private void Ask(int turn, TimeSpan at, double amount, string reason, string form) =>
        stage.Propose(at, $"{conversation.Id}-{turn}-refund", "billing", customer, "refund", "refund", reason, new { amount = Math.Round(amount, 2), currency = "USD", form, conversation = conversation.Id });

    private static double Dollars(Match match) => double.Parse(match.Groups["dollars"].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex("\"order_id\": \"(?<order>#W\\d+)\".*\"status\": \"(?<status>[^\"]+)\"", RegexOptions.Singleline, 1000)]
    private static partial Regex OrderStatus();

    [GeneratedRegex("\"price\": (?<dollars>\\d+(?:\\.\\d+)?)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Price();

    [GeneratedRegex("\"transaction_type\": \"payment\", \"amount\": (?<dollars>\\d+(?:\\.\\d+)?)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Paid();
}
