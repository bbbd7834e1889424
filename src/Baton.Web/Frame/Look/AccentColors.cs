using System.Globalization;

namespace Baton.Web.Frame.Look;

/// <summary>The tokens that follow from a workspace's colour, moved as far towards dark or light as text on it and in it needs to be read.</summary>
public sealed record AccentColors(AccentColors.Tokens Light, AccentColors.Tokens Dark, bool IsAdjusted)
{
    /// <summary>The accent of a workspace that chose none.</summary>
    public const string Own = "#2f5fd8";

    private const double Readable = 4.5;

    private static readonly Rgb White = new(255, 255, 255);
    private static readonly Rgb Black = new(0, 0, 0);
    private static readonly Rgb DarkSurface = new(22, 24, 27);

    /// <summary>The tokens of one theme.</summary>
    /// <param name="Accent">Behind white text.</param>
    /// <param name="Strong">The same while it is pointed at.</param>
    /// <param name="Ink">Text on the surface and on <paramref name="Soft"/>.</param>
    /// <param name="Soft">Behind what is chosen.</param>
    public sealed record Tokens(string Accent, string Strong, string Ink, string Soft);

    /// <summary>Reads a colour such as <c>#2f5fd8</c>.</summary>
    public static bool TryFrom(string? color, out AccentColors colors)
    {
        colors = null!;
        if (color is not ['#', .. { Length: 6 } digits] || !int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var number)) return false;
        var wanted = new Rgb(number >> 16, number >> 8 & 255, number & 255);
        var accent = Towards(wanted, Black, White);
        var (soft, darkSoft) = (Mix(accent, White, 0.9), Mix(accent, DarkSurface, 0.8));
        colors = new AccentColors(
            new Tokens(accent.ToString(), Mix(accent, Black, 0.2).ToString(), Towards(accent, Black, soft).ToString(), soft.ToString()),
            new Tokens(accent.ToString(), Mix(accent, Black, 0.15).ToString(), Towards(wanted, White, darkSoft, DarkSurface).ToString(), darkSoft.ToString()),
            accent != wanted);
        return true;
    }

    /// <summary>The tokens as a style sheet.</summary>
    public string Css => $":root{{{Say(Light, Light.Accent)}}}:root[data-theme=\"dark\"]{{{Say(Dark, Dark.Ink)}}}";

    /// <summary>The contrast of two colours by WCAG 2.2, from 1 to 21.</summary>
    internal static double Contrast(string one, string other) => Contrast(Parse(one), Parse(other));

    private static string Say(Tokens tokens, string focus) =>
        $"--accent:{tokens.Accent};--accent-strong:{tokens.Strong};--accent-ink:{tokens.Ink};--accent-soft:{tokens.Soft};--on-accent:#ffffff;--focus:{focus}";

    // The first step on the way that can be read; the end of the way always can.
    private static Rgb Towards(Rgb color, Rgb end, params ReadOnlySpan<Rgb> against)
    {
        for (var step = 0; step < 50; step++)
        {
            var mixed = Mix(color, end, step / 50.0);
            if (IsReadable(mixed, against)) return mixed;
        }

        return end;
    }

    private static bool IsReadable(Rgb color, ReadOnlySpan<Rgb> against)
    {
        foreach (var other in against)
        {
            if (Contrast(color, other) < Readable) return false;
        }

        return true;
    }

    private static Rgb Mix(Rgb one, Rgb other, double share) => new(Part(one.Red, other.Red, share), Part(one.Green, other.Green, share), Part(one.Blue, other.Blue, share));

    private static int Part(int one, int other, double share) => (int)Math.Round(one + (other - one) * share);

    private static double Contrast(Rgb one, Rgb other)
    {
        var (lighter, darker) = (Math.Max(one.Luminance, other.Luminance), Math.Min(one.Luminance, other.Luminance));
        return (lighter + 0.05) / (darker + 0.05);
    }

    private static Rgb Parse(string color)
    {
        var number = int.Parse(color[1..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        return new Rgb(number >> 16, number >> 8 & 255, number & 255);
    }

    private sealed record Rgb(int Red, int Green, int Blue)
    {
        public double Luminance => 0.2126 * Linear(Red) + 0.7152 * Linear(Green) + 0.0722 * Linear(Blue);

        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"#{Red:x2}{Green:x2}{Blue:x2}");

        private static double Linear(int part) => part / 255.0 is var share && share <= 0.04045 ? share / 12.92 : Math.Pow((share + 0.055) / 1.055, 2.4);
    }
}
