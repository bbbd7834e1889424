namespace Baton.Core.Schemas.Patterns;

/// <summary>
/// Counts how large a pattern is when its counted repetitions are written out, which is what a text is held against at each character. Repetitions within repetitions can
/// make that explode, so that much less of them is allowed.
/// </summary>
internal sealed class PatternSize
{
    private const long Most = 1000;
    private const long MostNested = 60;

    private readonly Stack<(long Size, bool Repeats)> _outer = [];
    private long _last;
    private bool _lastRepeats;
    private bool _repeats;
    private long _nested;

    /// <summary>The size so far, of the group that is open.</summary>
    public long Total { get; private set; }

    /// <summary>How much work it is at each character of a text, one for a short pattern.</summary>
    public long Work => 1 + (Total + _nested * 16) / 16;

    /// <summary>One character, or a set of them.</summary>
    public void One()
    {
        (_last, _lastRepeats) = (1, false);
        Add(1);
    }

    public void Open()
    {
        _outer.Push((Total, _repeats));
        (Total, _repeats) = (0, false);
    }

    public void Close()
    {
        if (!_outer.TryPop(out var outer)) return; // that nothing was opened is found where the pattern is compiled
        (_last, _lastRepeats) = (Total, _repeats);
        (Total, _repeats) = (outer.Size + Total, outer.Repeats || _repeats);
    }

    /// <summary>What came last may come any number of times.</summary>
    public void Unbounded() => _repeats = _lastRepeats = true;

    /// <summary>What came last comes up to so many times.</summary>
    /// <exception cref="NotSupportedException">That is too much.</exception>
    public void Repeat(int times)
    {
        if (times > 1 && _lastRepeats)
        {
            if (_last * times > MostNested) throw new NotSupportedException();
            _nested += _last * times;
        }

        Add(_last * Math.Max(0, times - 1));
        _last *= Math.Max(1, times);
        Unbounded();
    }

    private void Add(long size)
    {
        Total += size;
        if (Total + _outer.Sum(o => o.Size) > Most) throw new NotSupportedException();
    }
}
