using System.Text;
using Baton.Engine.Storage.Journaling;
using Baton.Engine.Storage.Rows;

namespace Baton.Engine.Storage.Postgres;

/// <summary>
/// What a commit tells the other nodes: <c>7 rows 12-15 20</c>, the node and exactly its rows; <c>7 changed key:key_1f2e workspace</c>, what others may hold a copy of;
/// <c>0 lanes</c>, lanes or nodes have changed; <c>7 parcel</c>, that node has something to look at in the table of parcels.
/// </summary>
internal static class Told
{
    public const string Rows = "rows", Changed = "changed", Lanes = "lanes", Parcel = "parcel";

    // A message has at most 8,000 bytes.
    private const int Longest = 7_000;

    public static IEnumerable<string> Of(long node, IReadOnlyList<WriteUnit> units)
    {
        foreach (var said in Sentences($"{node} {Rows}", Runs(units))) yield return said;
        foreach (var said in Sentences($"{node} {Changed}", units.SelectMany(unit => unit.Writes).Select(Copied).OfType<string>().Distinct(StringComparer.Ordinal))) yield return said;
    }

    // Between two runs there may be rows of others.
    private static IEnumerable<string> Runs(IReadOnlyList<WriteUnit> units)
    {
        (long First, long Last)? run = null;
        foreach (var seq in units.SelectMany(unit => unit.Log).Select(row => row.Seq))
        {
            if (run is { } known && known.Last + 1 == seq)
            {
                run = (known.First, seq);
                continue;
            }

            if (run is { } ended) yield return Text(ended);
            run = (seq, seq);
        }

        if (run is { } last) yield return Text(last);
    }

    private static string Text((long First, long Last) run) => run.First == run.Last ? $"{run.First}" : $"{run.First}-{run.Last}";

    private static string? Copied(Write write) => write switch
    {
        RowWrite<KeyRow> { Row: { Revoked: not null } key } => "key:" + key.Id,
        RowWrite<WorkspaceRow> => "workspace",
        TaskClaim or TaskLoan or LeaseExtension => "lease",
        RowWrite<PresenceRow> or RowWrite<SeatRow> or RowWrite<VisitRow> => "presence",
        _ => null,
    };

    private static IEnumerable<string> Sentences(string beginning, IEnumerable<string> words)
    {
        var said = new StringBuilder(beginning);
        foreach (var word in words)
        {
            if (said.Length + word.Length >= Longest)
            {
                yield return said.ToString();
                said.Clear().Append(beginning);
            }

            said.Append(' ').Append(word);
        }

        if (said.Length > beginning.Length) yield return said.ToString();
    }
}
