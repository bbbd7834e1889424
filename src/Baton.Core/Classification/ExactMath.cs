namespace Baton.Core.Classification;

/// <summary>
/// The exponential and the natural logarithm from additions and multiplications alone, which every machine does alike: those of the runtime are the operating
/// system's and may differ in the last digit, and then a decision made again elsewhere would not be the same bit for bit.
/// </summary>
internal static class ExactMath
{
    private const double Log2E = 1.4426950408889634;
    private const double Ln2High = 0.693147180369123816490;
    private const double Ln2Low = 1.90821492927058770002e-10;
    private const double Ln2 = 0.6931471805599453;
    private const double Sqrt2 = 1.4142135623730951;
    private const double Underflow = -700;
    private const double Overflow = 700;
    // One over the factorials: more terms than a single-precision answer can tell.
    private static readonly double[] Terms = [1.0 / 3628800, 1.0 / 362880, 1.0 / 40320, 1.0 / 5040, 1.0 / 720, 1.0 / 120, 1.0 / 24, 1.0 / 6, 1.0 / 2, 1, 1];

    /// <summary>e to the power of <paramref name="x"/>; what would be smaller than any number that matters is 0.</summary>
    public static double Exp(double x)
    {
        if (!(x > Underflow)) return 0;
        if (x > Overflow) x = Overflow;
        var twos = Math.Floor((x * Log2E) + 0.5);
        var rest = x - (twos * Ln2High) - (twos * Ln2Low);
        var sum = 0.0;
        foreach (var term in Terms) sum = (sum * rest) + term;
        return sum * BitConverter.Int64BitsToDouble(((long)twos + 1023) << 52);
    }

    /// <summary>The natural logarithm of a number above zero.</summary>
    public static double Log(double x)
    {
        var bits = BitConverter.DoubleToInt64Bits(x);
        var twos = (int)((bits >> 52) & 0x7FF) - 1023;
        var rest = BitConverter.Int64BitsToDouble((bits & 0xFFFFFFFFFFFFF) | 0x3FF0000000000000);
        if (rest > Sqrt2) (rest, twos) = (rest / 2, twos + 1);
        var s = (rest - 1) / (rest + 1);
        var square = s * s;
        var sum = 0.0;
        for (var n = 23; n > 0; n -= 2) sum = (sum * square) + (1.0 / n);
        return (2 * s * sum) + (twos * Ln2);
    }
}
