using System.Globalization;

namespace Baton.Core.Learning.Approvals;

/// <summary>Picks thresholds as a person would: 40, not 38.17.</summary>
internal static class RoundNumber
{
    private static readonly double[] Steps = [5, 2, 1];

    /// <summary>The roundest number above the one and at most the other.</summary>
    public static double Between(double below, double atMost)
    {
        for (var power = Math.Ceiling(Math.Log10(Math.Max(Math.Abs(below), Math.Abs(atMost)) + 1)); power >= -6; power--)
        {
            foreach (var step in Steps)
            {
                var size = step * Math.Pow(10, power);
                // By decimals, so that a step of a tenth gives 0.3 and not 0.30000000000000004.
                var candidate = Math.Round(Math.Floor(atMost / size) * size, 8);
                if (candidate > below && candidate <= atMost) return candidate;
            }
        }

        return atMost;
    }

    /// <summary>How many digits a person would have to read: one of 40, three of 31.2.</summary>
    public static int Digits(double number) => Math.Abs(number).ToString("G15", CultureInfo.InvariantCulture).Split('E')[0].Replace(".", "", StringComparison.Ordinal).Trim('0').Length;
}
