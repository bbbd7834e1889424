using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;
using Baton.Engine.Metrics;

namespace Baton.Web.Metrics;

/// <summary>
/// Listens to the engine's meters and the runtime's, and writes what they said in Prometheus' text form (version 0.0.4). Names get underscores for
/// dots, their unit, and <c>_total</c> for counters: <c>baton.journal.commit.duration</c> in ms is <c>baton_journal_commit_duration_milliseconds</c>.
/// </summary>
internal sealed class PrometheusText : IDisposable
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    private const string Runtime = "System.Runtime";

    private readonly MeterListener _listener = new();
    private readonly List<MetricFamily> _families = [];
    private readonly Lock _gate = new();

    public PrometheusText(EngineMeter engine, GenAiMeter models)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            // By the meter itself and not by its name: another engine in the same process counts for itself.
            if (ReferenceEquals(instrument.Meter, engine.Meter) || ReferenceEquals(instrument.Meter, models.Meter) || instrument.Meter.Name == Runtime) listener.EnableMeasurementEvents(instrument, Family(instrument));
        };
        _listener.SetMeasurementEventCallback<long>(static (_, value, tags, state) => Take(state, value, tags));
        _listener.SetMeasurementEventCallback<int>(static (_, value, tags, state) => Take(state, value, tags));
        _listener.SetMeasurementEventCallback<double>(static (_, value, tags, state) => Take(state, value, tags));
        _listener.Start();
    }

    /// <summary>Everything as it is now.</summary>
    public string Write()
    {
        lock (_gate) _listener.RecordObservableInstruments();
        var text = new StringBuilder();
        List<MetricFamily> families;
        lock (_families) families = [.. _families];
        foreach (var family in families.OrderBy(f => f.Instrument.Name, StringComparer.Ordinal)) Write(text, family);
        return text.ToString();
    }

    public void Dispose() => _listener.Dispose();

    private MetricFamily Family(Instrument instrument)
    {
        var type = instrument.GetType().GetGenericTypeDefinition();
        var isHistogram = type == typeof(Histogram<>);
        var isCounter = type == typeof(Counter<>) || type == typeof(ObservableCounter<>);
        var family = new MetricFamily(instrument, isHistogram ? "histogram" : isCounter ? "counter" : "gauge", isHistogram ? BoundsOf(instrument) : null);
        lock (_families) _families.Add(family);
        return family;
    }

    private static double[] BoundsOf(Instrument instrument) => instrument switch
    {
        Histogram<double> { Advice.HistogramBucketBoundaries: { } own } => [.. own],
        Histogram<long> { Advice.HistogramBucketBoundaries: { } own } => [.. own.Select(bound => (double)bound)],
        _ => [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    };

    private static void Take(object? state, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var family = (MetricFamily)state!;
        var series = family.With(LabelsOf(tags));
        // An observed counter says its sum, a counter what is to be added; a gauge or an up-down counter that is observed says what it is.
        if (family.Instrument.IsObservable) series.Set(value);
        else series.Add(value);
    }

    private static string LabelsOf(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (tags.IsEmpty) return "";
        var text = new StringBuilder();
        foreach (var (name, value) in tags)
        {
            if (text.Length > 0) text.Append(',');
            var said = Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
            text.Append(Plain(name)).Append("=\"").Append(said.Replace("\\", @"\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)).Append('"');
        }

        return text.ToString();
    }

    private static void Write(StringBuilder text, MetricFamily family)
    {
        var series = family.Series;
        if (series.Count == 0) return;
        var name = NameOf(family);
        text.Append("# HELP ").Append(name).Append(' ').Append((family.Instrument.Description ?? "").Replace('\n', ' ')).Append('\n');
        text.Append("# TYPE ").Append(name).Append(' ').Append(family.Kind).Append('\n');
        foreach (var one in series)
        {
            var (value, count, buckets) = one.Read();
            if (family.Bounds is { } bounds) WriteHistogram(text, name, one.Labels, bounds, buckets, value, count);
            else Line(text, name, one.Labels, value);
        }
    }

    private static void WriteHistogram(StringBuilder text, string name, string labels, double[] bounds, long[] buckets, double sum, long count)
    {
        long below = 0;
        for (var i = 0; i < bounds.Length; i++) Line(text, name + "_bucket", With(labels, Number(bounds[i])), below += buckets[i]);
        Line(text, name + "_bucket", With(labels, "+Inf"), count);
        Line(text, name + "_sum", labels, sum);
        Line(text, name + "_count", labels, count);
    }

    private static string With(string labels, string bound) => labels.Length == 0 ? $"le=\"{bound}\"" : $"{labels},le=\"{bound}\"";

    private static void Line(StringBuilder text, string name, string labels, double value)
    {
        text.Append(name);
        if (labels.Length > 0) text.Append('{').Append(labels).Append('}');
        text.Append(' ').Append(Number(value)).Append('\n');
    }

    private static string NameOf(MetricFamily family)
    {
        var name = Plain(family.Instrument.Name);
        var unit = family.Instrument.Unit switch
        {
            "ms" => "_milliseconds",
            "s" => "_seconds",
            "By" => "_bytes",
            _ => "",
        };
        if (!name.EndsWith(unit, StringComparison.Ordinal)) name += unit;
        return family.Kind == "counter" ? name + "_total" : name;
    }

    private static string Plain(string name) => string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_'));

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
