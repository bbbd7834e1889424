using System.Globalization;
using System.Text;

namespace Baton.Web.Classification;

/// <summary>The geometry of the two curves of an evaluation, on a square whose left lower corner is nought.</summary>
public static class EvaluationChart
{
    /// <summary>Width and height.</summary>
    public const double Side = 200;

    /// <summary>Where a share lies from the left.</summary>
    public static double X(double share) => Math.Round(Math.Clamp(share, 0, 1) * Side, 1);

    /// <summary>Where a share lies from the top, on a scale that begins at <paramref name="from"/>.</summary>
    public static double Y(double share, double from = 0) => Math.Round(Side - (Math.Clamp((share - from) / (1 - from), 0, 1) * Side), 1);

    /// <summary>A line through points, as an SVG path; empty without points.</summary>
    public static string Line(IEnumerable<(double X, double Y)> points, double from = 0)
    {
        var path = new StringBuilder();
        foreach (var (x, y) in points) path.Append(CultureInfo.InvariantCulture, $"{(path.Length == 0 ? 'M' : 'L')}{X(x)} {Y(y, from)}");
        return path.ToString();
    }

    /// <summary>Where the scale of an accuracy may begin so that the curve can be told apart: at a tenth below the lowest.</summary>
    public static double Floor(IEnumerable<double> shares) => Math.Clamp(Math.Floor(shares.DefaultIfEmpty(0).Min() * 10) / 10, 0, 0.9);

    /// <summary>A share in words.</summary>
    public static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{share * 100:0.#} %");
}
