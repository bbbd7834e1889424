namespace Baton.Engine.Storage.Journaling;

/// <summary>
/// The units in flight, in the order in which they were begun: hands out seqs to many callers, and to the one writer the units whose turn it is.
/// </summary>
internal sealed class UnitOrder(long lastSeq, int unitsPerCommit, int rowsPerCommit) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Queue<WriteUnit> _units = new();
    private readonly AutoResetEvent _ready = new(initialState: false);
    private long _next = lastSeq + 1;
    private long _durable = lastSeq;
    private long _generation;
    private bool _closed;

    public long Generation => Interlocked.Read(ref _generation);

    public long Durable => Interlocked.Read(ref _durable);

    public int Count
    {
        get
        {
            lock (_gate) return _units.Count;
        }
    }

    public WriteUnit Begin(Journal journal, int rows)
    {
        lock (_gate)
        {
            var unit = new WriteUnit(journal, _next, rows, _generation);
            _next += rows;
            _units.Enqueue(unit);
            return unit;
        }
    }

    public Task Submit(WriteUnit unit)
    {
        lock (_gate)
        {
            if (unit.State != UnitState.Open) throw new InvalidOperationException("The unit was submitted or given up before.");
            unit.State = UnitState.Abandoned;
            if (_closed) return Refused("The journal is closed.");
            if (unit.Generation != _generation) return Refused("A commit failed after this unit was begun.");
            unit.State = UnitState.Submitted;
            Wake(unit);
            return unit.Durable;
        }
    }

    public void Abandon(WriteUnit unit)
    {
        lock (_gate)
        {
            if (unit.State != UnitState.Open) return;
            unit.State = UnitState.Abandoned;
            if (unit.Generation == _generation && !_closed) Wake(unit);
        }
    }

    /// <summary>Waits for the next units whose turn it is; null when closed and nothing more is ready.</summary>
    public CommittedBatch? Take()
    {
        while (true)
        {
            lock (_gate)
            {
                if (TakeReady() is { } batch) return batch;
                if (_closed) return null;
            }

            _ready.WaitOne();
        }
    }

    /// <summary>Says that everything up to this seq is on disk, or never will be.</summary>
    public void Advance(long last) => Interlocked.Exchange(ref _durable, last);

    /// <summary>Gives out no seq up to this one any more.</summary>
    public void Pass(long last)
    {
        lock (_gate) _next = Math.Max(_next, last + 1);
    }

    /// <summary>Empties the order and begins a new generation.</summary>
    /// <returns>The units that were submitted and will not be written. Open ones are refused when they come.</returns>
    public List<WriteUnit> Doom()
    {
        lock (_gate)
        {
            _generation++;
            List<WriteUnit> doomed = [.. _units.Where(unit => unit.State == UnitState.Submitted)];
            _units.Clear();
            Advance(_next - 1);
            return doomed;
        }
    }

    public void Close()
    {
        lock (_gate)
        {
            if (_closed) return;
            _closed = true;
            _ready.Set();
        }
    }

    public void Dispose() => _ready.Dispose();

    private static Task Refused(string why) => Task.FromException(new JournalException(why));

    // Only the oldest unit in flight can let the writer go on.
    private void Wake(WriteUnit unit)
    {
        if (_units.TryPeek(out var oldest) && ReferenceEquals(oldest, unit)) _ready.Set();
    }

    private CommittedBatch? TakeReady()
    {
        List<WriteUnit>? units = null;
        long last = 0;
        var rows = 0;
        while (_units.TryPeek(out var unit) && unit.State != UnitState.Open)
        {
            if (rows >= rowsPerCommit || units?.Count >= unitsPerCommit) break;
            _units.Dequeue();
            last = unit.Last;
            units ??= [];
            if (unit.State != UnitState.Submitted) continue;
            units.Add(unit);
            rows += unit.Log.Count;
        }

        return units is null ? null : new CommittedBatch(last, units);
    }
}
