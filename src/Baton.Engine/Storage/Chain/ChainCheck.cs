using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using Baton.Core.Customers;

namespace Baton.Engine.Storage.Chain;

/// <summary>
/// Reads the whole log once and hashes every row again. It reads bytes as they lie in the database, so that no reading can smooth over a
/// difference, and in one snapshot, so that it may run beside the app.
/// </summary>
public sealed class ChainCheck(Database database)
{
    private const string EndSql = "SELECT coalesce(max(Seq), 0) FROM Log";
    private const string StartSql = "SELECT coalesce(max(Seq), 0) FROM ChainStart";
    private const string EndsSql = "SELECT Workspace, Lane, Seq, Hash, AnchorSeq, Anchor FROM Strand ORDER BY Workspace, Lane";
    private const string RowsSql = $"SELECT {RowHash.Columns}, Hash FROM Log NOT INDEXED WHERE Seq > ? ORDER BY Seq";
    private const string HashSql = "SELECT Hash FROM Log WHERE Seq = ?";
    private const int Hash = 25;

    /// <summary>The columns that hold whole numbers; the others hold text.</summary>
    private static readonly bool[] IsWhole = [.. RowHash.Columns.Split(", ").Select(name => name is "Seq" or "Time" or "Received" or "Cause" or "Root" or "Depth" or "Policy" or "Config")];

    /// <summary>Checks every row and every end.</summary>
    /// <param name="progress">Told the number of rows read, now and then.</param>
    /// <param name="cancel">Stops it.</param>
    public ChainReport Run(Action<long>? progress = null, CancellationToken cancel = default) => Run(after: 0, progress, cancel);

    /// <summary>Checks the last rows, and that every strand ends where it is said to end.</summary>
    internal ChainReport RunEnd(int rows)
    {
        long last;
        using (var connection = database.Open(onlyReads: true))
        {
            var end = connection[EndSql];
            last = end.Next() ? end.Long(0) : 0;
            end.Reset();
        }

        return Run(Math.Max(0, last - rows), progress: null, CancellationToken.None);
    }

    private ChainReport Run(long after, Action<long>? progress, CancellationToken cancel)
    {
        using var connection = database.Open(onlyReads: true);
        connection.BeginSnapshot();
        var walk = new Walk(connection, after);
        try
        {
            walk.ReadEnds();
            walk.ReadRows(progress, cancel);
            walk.CompareEnds();
        }
        catch (DbException fault) when (!Absence.Is(fault))
        {
            walk.Add(walk.Last + 1, null, $"From here on the log cannot be read ({fault.Message}).");
        }

        return walk.Report();
    }

    private sealed class Walk(Connection connection, long after)
    {
        private readonly Dictionary<(string Workspace, int Lane), Strand> _walked = [];
        private readonly SortedDictionary<(string Workspace, int Lane), Strand> _ends = [];
        private readonly List<ChainFault> _faults = [];
        private readonly RowHash _row = new();
        private readonly Dictionary<(string Workspace, int Lane), Strand> _anchors = [];
        private long _rows;
        private long _before;
        private long _start;

        public long Last { get; private set; }

        public void Add(long seq, string? workspace, string what) => _faults.Add(new ChainFault(seq, workspace, what));

        public void ReadEnds()
        {
            var start = connection[StartSql];
            _start = start.Next() ? start.Long(0) : 0;
            start.Reset();
            var ends = connection[EndsSql];
            while (ends.Next())
            {
                var key = (ends.Text(0), ends.Int(1));
                _ends[key] = new Strand { Seq = ends.Long(2), Hash = ends.Bytes(3) };
                if (ends.IsNull(5)) continue;
                _anchors[key] = new Strand { Seq = ends.Long(4), Hash = ends.Bytes(5) };
                if (after == 0) _walked[key] = new Strand { Seq = ends.Long(4), Hash = ends.Bytes(5) };
            }

            ends.Reset();
        }

        public void ReadRows(Action<long>? progress, CancellationToken cancel)
        {
            var row = connection[RowsSql].Bind(after);
            try
            {
                while (_faults.Count < ChainReport.MostFaults && row.Next())
                {
                    if (++_rows % 10_000 == 0)
                    {
                        cancel.ThrowIfCancellationRequested();
                        progress?.Invoke(_rows);
                    }

                    Check(row);
                    Last = row.Long(0);
                }
            }
            finally
            {
                row.Reset();
            }
        }

        public void CompareEnds()
        {
            if (_faults.Count >= ChainReport.MostFaults) return;
            foreach (var (key, end) in _ends)
            {
                var walked = _walked.GetValueOrDefault(key) ?? (_anchors.GetValueOrDefault(key) is { } anchor && anchor.Seq == end.Seq ? anchor : end.Seq <= after ? Find(end.Seq) : null);
                if (walked is null || walked.Seq < end.Seq) Add(end.Seq, key.Workspace, $"The row is missing: the strand of lane {key.Lane} ended here, and now ends at {walked?.Seq ?? 0}. The end of the log was cut off, or rows were removed.");
                else if (walked.Seq > end.Seq) Add(walked.Seq, key.Workspace, $"The row was not written by Baton, or the end of its strand was set back: lane {key.Lane} is said to end at {end.Seq}.");
                else if (!walked.Hash.AsSpan().SequenceEqual(end.Hash)) Add(end.Seq, key.Workspace, $"The row's hash is not the one noted as the end of lane {key.Lane}.");
            }

            foreach (var (key, walked) in _walked.Where(w => !_ends.ContainsKey(w.Key))) Add(walked.Seq, key.Workspace, $"The end of lane {key.Lane}, to which the row belongs, is not noted; it was removed.");
        }

        private Strand? Find(long seq)
        {
            var row = connection[HashSql].Bind(seq);
            var found = row.Next() ? new Strand { Seq = seq, Hash = row.Bytes(0) } : null;
            row.Reset();
            return found;
        }

        public ChainReport Report() => new(_rows, _before, _ends.Count, Fingerprint(), [.. _faults.OrderBy(f => f.Seq).Take(ChainReport.MostFaults)]);

        private void Check(Statement row)
        {
            var seq = row.Long(0);
            if (row.IsNull(Hash) && seq <= _start)
            {
                _before++;
                return;
            }

            for (var column = 0; column < IsWhole.Length; column++)
            {
                if (row.IsNull(column) || row.Kind(column) == (IsWhole[column] ? CellKind.Whole : CellKind.Text)) continue;
                Add(seq, null, $"The row cannot be what was written: its column {RowHash.Columns.Split(", ")[column]} is of another kind.");
                return;
            }

            var workspace = row.Text(1);
            var key = (workspace, LaneNumber.Of(workspace, row.TextOrNull(6) ?? CustomerState.OfWorkspace));
            var kept = row.Kind(Hash) == CellKind.Bytes ? row.Span(Hash) : [];
            if (!_walked.TryGetValue(key, out var strand))
            {
                _walked[key] = strand = new Strand();
                if (after > 0 && kept.Length == RowHash.Size)
                {
                    // What it follows was not read: it is believed, and the next row is held against it.
                    strand.Seq = seq;
                    kept.CopyTo(strand.Hash);
                    return;
                }
            }

            var before = strand.Seq;
            Span<byte> hash = stackalloc byte[RowHash.Size];
            Rehash(row, strand.Hash, hash);
            strand.Seq = seq;
            if (hash.SequenceEqual(kept))
            {
                hash.CopyTo(strand.Hash);
                return;
            }

            Add(seq, workspace, before == 0
                ? "The row is not what was written: it was changed."
                : $"The row is not what was written: it was changed, or the row before it in its strand ({before}) was, or rows between the two were removed.");

            // The next row follows the hash as it was written, if it is there; so one change is said once.
            if (kept.Length == RowHash.Size) kept.CopyTo(strand.Hash);
        }

        private void Rehash(Statement row, ReadOnlySpan<byte> before, Span<byte> hash)
        {
            _row.After(before);
            for (var column = 0; column < IsWhole.Length; column++)
            {
                if (IsWhole[column]) _row.Add(row.LongOrNull(column));
                else if (row.IsNull(column)) _row.Add((string?)null);
                else _row.Add(row.Span(column));
            }

            _row.Finish(hash);
        }

        private string Fingerprint()
        {
            using var all = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            foreach (var ((workspace, lane), end) in _ends)
            {
                all.AppendData(Encoding.UTF8.GetBytes($"{workspace}\0{lane}\0{end.Seq}\0"));
                all.AppendData(end.Hash);
            }

            return Convert.ToHexStringLower(all.GetHashAndReset());
        }
    }
}
