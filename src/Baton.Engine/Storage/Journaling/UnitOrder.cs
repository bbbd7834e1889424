namespace Baton.Engine.Storage.Journaling;

/// <summary>
/// The units in flight, in the order in which they were begun: hands out seqs to many callers, and to the one writer the units whose turn it is.
/// </summary>
/// <param name="lastSeq">The last seq given out before.</param>
/// <param name="blocks">Where seqs come from when others give some out too; null when all that follow are given out here.</param>
/// <param name="unitsPerCommit">Most units of one commit.</param>
/// <param name="rowsPerCommit">A commit takes no further unit once it has so many rows.</param>
internal sealed class UnitOrder(long lastSeq, ISeqBlocks? blocks, int unitsPerCommit, int rowsPerCommit) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Queue<WriteUnit> _units = new();
    private readonly AutoResetEvent _ready = new(initialState: false);
    private long _next = lastSeq + 1;
    private long _end = blocks is null ? long.MaxValue : lastSeq + 1;
    private long _durable = lastSeq;
    private long _generation;
    private int _count;
    private bool _closed;

    // While a commit is under way, or nobody knows what became of one, what it holds is not settled.
    private bool _isWriting;
    private bool _isUnsure;

    public long Generation => Interlocked.Read(ref _generation);

    public long Durable => Interlocked.Read(ref _durable);

    /// <summary>How many are in flight. Whoever asks waits for nobody, even while seqs are waited for.</summary>
    public int Count => Volatile.Read(ref _count);

    public WriteUnit Begin(Journal journal, int rows)
    {
        lock (_gate)
        {
            if (rows > 0 && (_next + rows > _end || blocks?.IsStale == true)) (_next, _end) = blocks!.Take(rows, _next, _end);
            var unit = new WriteUnit(journal, _next, rows, _generation);
            _next += rows;
            _units.Enqueue(unit);
            _count = _units.Count;
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

    /// <summary>A commit has ended.</summary>
    /// <param name="isSure">Whether it is known what became of it, and of every one before.</param>
    public void Written(bool isSure)
    {
        if (blocks is null) return;
        lock (_gate) (_isWriting, _isUnsure) = (false, _isUnsure && !isSure);
    }

    /// <summary>Gives out only seqs above all that anybody was given until now.</summary>
    public void Begin()
    {
        lock (_gate) _end = blocks is null ? _end : _next;
    }

    /// <summary>Says how far what was begun here is done, and returns what is not needed; answers the last seq below which nothing will appear any more, whoever writes.</summary>
    public long Settle()
    {
        lock (_gate)
        {
            if (blocks is null) return Durable;
            if (_isUnsure || _units.Count > 0 || _isWriting)
            {
                if (!_isUnsure) blocks.Settle(Durable + 1);
            }
            else
            {
                blocks.Return(_next, _end);
                _end = _next;
            }

            return blocks.Horizon() - 1;
        }
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
            _count = 0;
            Advance(_next - 1);
            if (blocks is not null) (_end, _isUnsure) = (_next, true);
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

    public void Dispose()
    {
        _ready.Dispose();
        lock (_gate) blocks?.Dispose();
    }

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

        _count = _units.Count;
        if (units is null) return null;
        _isWriting = true;
        return new CommittedBatch(last, units);
    }
}
