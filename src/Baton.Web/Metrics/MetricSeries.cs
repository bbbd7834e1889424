using System.Diagnostics.Metrics;

namespace Baton.Web.Metrics;

/// <summary>The sum, last value or distribution of what one instrument reported with one set of labels.</summary>
internal sealed class MetricSeries(string labels, double[]? bounds)
{
    private readonly Lock _gate = new();
    private readonly long[] _buckets = new long[(bounds?.Length ?? 0) + 1];
    private double _value;
    private long _count;

    /// <summary>As they are written: <c>verdict="allow"</c>, or nothing.</summary>
    public string Labels => labels;

    /// <summary>Adds to a counter or a distribution.</summary>
    public void Add(double value)
    {
        lock (_gate)
        {
            _value += value;
            _count++;
            if (bounds is null) return;
            var bucket = Array.BinarySearch(bounds, value);
            _buckets[bucket < 0 ? ~bucket : bucket]++;
        }
    }

    /// <summary>Replaces what an observed instrument said before.</summary>
    public void Set(double value)
    {
        lock (_gate) _value = value;
    }

    /// <summary>All of it at one moment.</summary>
    public (double Value, long Count, long[] Buckets) Read()
    {
        lock (_gate) return (_value, _count, [.. _buckets]);
    }
}

/// <summary>One instrument and what it reported.</summary>
internal sealed class MetricFamily(Instrument instrument, string kind, double[]? bounds)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, MetricSeries> _series = new(StringComparer.Ordinal);

    public Instrument Instrument => instrument;

    /// <summary><c>counter</c>, <c>gauge</c> or <c>histogram</c>.</summary>
    public string Kind => kind;

    /// <summary>Upper bounds of the buckets of a histogram.</summary>
    public double[]? Bounds => bounds;

    public IReadOnlyList<MetricSeries> Series
    {
        get
        {
            lock (_gate) return [.. _series.Values];
        }
    }

    public MetricSeries With(string labels)
    {
        lock (_gate) return _series.TryGetValue(labels, out var known) ? known : _series[labels] = new MetricSeries(labels, bounds);
    }
}
