using System.Globalization;
using System.Text;

namespace Baton.Web.Frame.Look;

/// <summary>The path of a <see cref="Sparkline"/>: values spread over a width, the largest at the top, zero at the bottom.</summary>
public static class SparklinePath
{
    public static string Line(IReadOnlyList<double> values, double width, double height)
    {
        if (values.Count == 0)
            return "";
        var top = Math.Max(values.Max(), double.Epsilon);
        var step = values.Count > 1 ? width / (values.Count - 1) : 0;
        var path = new StringBuilder();
        for (var i = 0; i < values.Count; i++)
            path.Append(CultureInfo.InvariantCulture, $"{(i == 0 ? 'M' : 'L')}{i * step:0.##} {height - (Math.Max(values[i], 0) / top * height):0.##}");
        return path.ToString();
    }

    /// <summary>The same, closed along the bottom.</summary>
    public static string Area(IReadOnlyList<double> values, double width, double height) =>
        values.Count < 2 ? "" : string.Create(CultureInfo.InvariantCulture, $"{Line(values, width, height)}L{width:0.##} {height:0.##}L0 {height:0.##}Z");
}
