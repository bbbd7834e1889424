using System.Globalization;
using System.Text;

namespace Baton.Web.Agents;

/// <summary>One row of numbers in a chart, a number for each part of the time; null where there is none.</summary>
/// <param name="Name">What it shows.</param>
/// <param name="Color">A token's name, for example "--accent".</param>
/// <param name="Values">The numbers, oldest first.</param>
public sealed record ChartSeries(string Name, string Color, IReadOnlyList<double?> Values);

/// <summary>A bar of a stack, in units of the drawing.</summary>
public sealed record ChartBar(double X, double Y, double Width, double Height, string Color);

/// <summary>The geometry of a small chart: bars stacked on each other, or lines.</summary>
public static class PartsChart
{
    public const double Width = 600;
    public const double Height = 120;
    private static readonly double[] Steps = [1, 2, 5, 10];

    /// <summary>The end of the scale: the next of 1, 2, 5, 10, 20 … at or above the largest number.</summary>
    public static double Top(double largest)
    {
        if (largest <= 0) return 1;
        var step = Math.Pow(10, Math.Floor(Math.Log10(largest)));
        return Steps.Select(n => n * step).First(n => n >= largest * 0.999999);
    }

    /// <summary>The bars, each series on top of the one before.</summary>
    public static IReadOnlyList<ChartBar> Stack(IReadOnlyList<ChartSeries> series, double top)
    {
        var bars = new List<ChartBar>();
        var parts = series.Count == 0 ? 0 : series[0].Values.Count;
        var slot = parts == 0 ? 0 : Width / parts;
        for (var part = 0; part < parts; part++)
        {
            var y = Height;
            foreach (var one in series)
            {
                if (one.Values[part] is not { } number || number <= 0) continue;
                var height = Math.Min(number / top * Height, y);
                bars.Add(new ChartBar((part * slot) + (slot * 0.12), y -= height, slot * 0.76, height, one.Color));
            }
        }

        return bars;
    }

    /// <summary>A line as an SVG path, broken where there is no number; a number without neighbours is a short dash.</summary>
    public static string Line(IReadOnlyList<double?> values, double top)
    {
        var path = new StringBuilder();
        var slot = values.Count == 0 ? 0 : Width / values.Count;
        for (var i = 0; i < values.Count; i++)
        {
            if (values[i] is not { } value) continue;
            var (x, y) = ((i + 0.5) * slot, Height - (Math.Clamp(value / top, 0, 1) * Height));
            var isFirst = i == 0 || values[i - 1] is null;
            if (isFirst && (i == values.Count - 1 || values[i + 1] is null)) path.Append(CultureInfo.InvariantCulture, $"M{x - (slot * 0.2):0.#} {y:0.#}h{slot * 0.4:0.#}");
            else path.Append(CultureInfo.InvariantCulture, $"{(isFirst ? 'M' : 'L')}{x:0.#} {y:0.#}");
        }

        return path.ToString();
    }
}
