namespace Baton.Core.Classification;

/// <summary>The rows of a model that a text touches, and how strongly. Reusable, so that classifying allocates little.</summary>
internal sealed class SparseVector
{
    private int[] _rows = new int[128];
    private float[] _values = new float[128];

    public int Count { get; private set; }

    public ReadOnlySpan<int> Rows => _rows.AsSpan(0, Count);

    public ReadOnlySpan<float> Values => _values.AsSpan(0, Count);

    public void Clear() => Count = 0;

    public void Add(int row, float value)
    {
        if (Count == _rows.Length)
        {
            Array.Resize(ref _rows, Count * 2);
            Array.Resize(ref _values, Count * 2);
        }

        _rows[Count] = row;
        _values[Count++] = value;
    }

    /// <summary>Brings the values from <paramref name="first"/> on to Euclidean length one.</summary>
    public void Normalise(int first)
    {
        var values = _values.AsSpan(first, Count - first);
        var squares = 0f;
        foreach (var value in values)
            squares += value * value;

        if (squares == 0)
            return;

        var scale = 1 / MathF.Sqrt(squares);
        foreach (ref var value in values)
            value *= scale;
    }

    /// <summary>A copy without spare room, to keep.</summary>
    public SparseVector Trimmed()
    {
        var copy = new SparseVector { _rows = Rows.ToArray(), _values = Values.ToArray() };
        copy.Count = Count;
        return copy;
    }
}
