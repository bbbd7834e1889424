using Baton.Engine.Storage.Rows;

namespace Baton.Engine.Storage.Chain;

/// <summary>
/// Links each row of the log to the one before it in its strand, as the rows are written, and writes down where the strands end, in the same
/// commit. It knows the ends from memory: a writer that failed, or lanes that others have written meanwhile, need a new one, or <see cref="Forget"/>.
/// </summary>
internal sealed class ChainWriter(Connection connection)
{
    private static readonly string EndsSql = "SELECT Lane, Seq, Hash FROM Strand WHERE Workspace = ?";
    private static readonly string MoveSql = Sql.Put("Strand", "Workspace, Lane", "Workspace, Lane, Seq, Hash");

    private readonly Dictionary<string, Strand?[]> _ends = new(StringComparer.Ordinal);
    private readonly List<(string Workspace, int Lane, Strand End)> _moved = [];
    private readonly RowHash _hash = new();

    /// <summary>The hash with which this row goes into the log. Good until the next one is asked for.</summary>
    public ReadOnlySpan<byte> Link(LogRow row)
    {
        var lane = LaneNumber.Of(row.Workspace, row.Customer ?? Core.Customers.CustomerState.OfWorkspace);
        var end = EndsOf(row.Workspace)[lane] ??= new Strand();
        _hash.Link(row, end.Hash);
        end.Seq = row.Seq;
        if (end.HasMoved) return end.Hash;
        end.HasMoved = true;
        _moved.Add((row.Workspace, lane, end));
        return end.Hash;
    }

    /// <summary>Writes down the ends that moved.</summary>
    public void WriteEnds()
    {
        foreach (var (workspace, lane, end) in _moved)
        {
            connection.Many(MoveSql).Bind(workspace).Bind((long)lane).Bind(end.Seq).Bind(end.Hash).Run();
            end.HasMoved = false;
        }

        _moved.Clear();
    }

    /// <summary>Reads the ends again when they are next needed: something else than <see cref="WriteEnds"/> changed them.</summary>
    public void Forget() => _ends.Clear();

    private Strand?[] EndsOf(string workspace)
    {
        if (_ends.TryGetValue(workspace, out var known)) return known;
        var ends = _ends[workspace] = new Strand?[LaneNumber.Count];
        var statement = connection[EndsSql].Bind(workspace);
        while (statement.Next()) ends[statement.Int(0)] = new Strand { Seq = statement.Long(1), Hash = statement.Bytes(2) };
        statement.Reset();
        return ends;
    }
}
