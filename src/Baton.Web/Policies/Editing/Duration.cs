using System.Globalization;
using System.Xml;

namespace Baton.Web.Policies.Editing;

/// <summary>A length of time as people enter it: a number and a unit.</summary>
/// <param name="Amount">The number, as typed.</param>
/// <param name="Unit">Its unit.</param>
public sealed record Duration(string Amount, Duration.Units Unit)
{
    /// <summary>What is counted.</summary>
    public enum Units
    {
        /// <summary>Seconds; offered only where a rule has them already.</summary>
        Seconds,

        /// <summary>Minutes.</summary>
        Minutes,

        /// <summary>Hours.</summary>
        Hours,

        /// <summary>Days.</summary>
        Days,
    }

    /// <summary>Reads an ISO 8601 duration; hours stay hours where they were written so, as rules speak of 48 hours.</summary>
    public static Duration? Read(string? iso)
    {
        if (Span(iso) is not { } span) return null;
        var unit = iso!.Contains('T', StringComparison.Ordinal) ? Largest(span, Units.Hours) : Units.Days;
        return new((span / Length(unit)).ToString("0.####", CultureInfo.InvariantCulture), unit);
    }

    /// <summary>It as ISO 8601; null when the number is none.</summary>
    public string? Iso => decimal.TryParse(Amount, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount) && amount > 0 && amount < 1_000_000 ? Write(amount) : null;

    /// <summary>The length that an ISO 8601 duration names; null when it is none.</summary>
    public static TimeSpan? Span(string? iso)
    {
        try
        {
            return string.IsNullOrEmpty(iso) ? null : XmlConvert.ToTimeSpan(iso);
        }
        catch (Exception e) when (e is FormatException or OverflowException)
        {
            return null;
        }
    }

    private string Write(decimal amount)
    {
        if (amount != decimal.Truncate(amount)) return XmlConvert.ToString((double)amount * Length(Unit));
        var whole = amount.ToString("0", CultureInfo.InvariantCulture);
        return Unit == Units.Days ? $"P{whole}D" : $"PT{whole}{Unit.ToString()[0]}";
    }

    private static Units Largest(TimeSpan span, Units most)
    {
        for (var unit = most; unit > Units.Seconds; unit--) if (span.Ticks % Length(unit).Ticks == 0) return unit;
        return Units.Seconds;
    }

    private static TimeSpan Length(Units unit) => unit switch
    {
        Units.Days => TimeSpan.FromDays(1),
        Units.Hours => TimeSpan.FromHours(1),
        Units.Minutes => TimeSpan.FromMinutes(1),
        _ => TimeSpan.FromSeconds(1),
    };
}
