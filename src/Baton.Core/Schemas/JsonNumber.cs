using System.Globalization;
using System.Numerics;

namespace Baton.Core.Schemas;

/// <summary>
/// A JSON number read exactly, as digits and a power of ten: <c>0.1</c> is a tenth, <c>1e308</c> is whole, and nothing is rounded.
/// Comparing two of them costs no more than reading their digits, however large the exponents are.
/// </summary>
/// <param name="Negative">Whether it is below zero.</param>
/// <param name="Digits">Its digits without zeros at either end; empty for zero.</param>
/// <param name="Exponent">The power of ten of the last digit.</param>
internal readonly record struct JsonNumber(bool Negative, string Digits, long Exponent)
{
    /// <summary>The most characters a number may have.</summary>
    public const int MaxLength = 1000;

    private const long MaxExponent = 1_000_000_000;

    public static JsonNumber Zero { get; } = new(false, "", 0);

    public bool IsWhole => Exponent >= 0;

    /// <summary>Reads a number as it stands in JSON; null when it is too long or its exponent too large to be worth reading.</summary>
    public static JsonNumber? Read(string raw)
    {
        if (raw.Length > MaxLength) return null;
        var power = raw.IndexOfAny(['e', 'E']);
        long exponent = 0;
        if (power >= 0 && (!long.TryParse(raw.AsSpan(power + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out exponent) || Math.Abs(exponent) > MaxExponent)) return null;
        var mantissa = power < 0 ? raw.AsSpan() : raw.AsSpan(0, power);
        var negative = mantissa[0] == '-';
        if (negative) mantissa = mantissa[1..];
        var point = mantissa.IndexOf('.');
        if (point >= 0) exponent -= mantissa.Length - point - 1;
        var all = point < 0 ? mantissa.ToString() : string.Concat(mantissa[..point], mantissa[(point + 1)..]);
        var digits = all.TrimEnd('0');
        exponent += all.Length - digits.Length;
        digits = digits.TrimStart('0');
        return digits.Length == 0 ? Zero : new JsonNumber(negative, digits, exponent);
    }

    /// <summary>Below zero when it is less than the other, above when it is more.</summary>
    public int Against(JsonNumber other)
    {
        if (Sign != other.Sign) return Sign.CompareTo(other.Sign);
        return Negative ? -CompareSize(other) : CompareSize(other);
    }

    /// <summary>Whether it is a whole number of times <paramref name="divisor"/>, which is above zero.</summary>
    public bool IsMultipleOf(JsonNumber divisor)
    {
        if (Digits.Length == 0) return true;
        var shift = Exponent - divisor.Exponent;
        if (shift < 0) return false; // its last digit is no zero and lies below the divisor's last one
        var by = BigInteger.Parse(divisor.Digits, CultureInfo.InvariantCulture);
        return (BigInteger.Parse(Digits, CultureInfo.InvariantCulture) % by * BigInteger.ModPow(10, shift, by) % by).IsZero;
    }

    /// <summary>It as a count, as the keywords that count take it; null when it is no whole number of 0 or more.</summary>
    public long? ToCount()
    {
        if (Negative || !IsWhole) return null;
        if (Digits.Length == 0) return 0;
        return Digits.Length + Exponent <= 18 ? long.Parse(Digits + new string('0', (int)Exponent), CultureInfo.InvariantCulture) : long.MaxValue;
    }

    private int Sign => Digits.Length == 0 ? 0 : Negative ? -1 : 1;

    private int CompareSize(JsonNumber other)
    {
        var magnitude = (Digits.Length + Exponent).CompareTo(other.Digits.Length + other.Exponent);
        return magnitude != 0 ? magnitude : string.CompareOrdinal(Digits, other.Digits);
    }
}
