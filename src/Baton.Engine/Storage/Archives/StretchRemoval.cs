using Baton.Core.Customers;
using Baton.Engine.Storage.Journaling;

namespace Baton.Engine.Storage.Archives;

/// <summary>
/// Takes a stretch out of the log in one commit: notes it, what must count once, where its strands ended, and removes its rows. It does nothing,
/// and says so, when the rows are no longer those that were read or a customer's state could not be made without them.
/// </summary>
internal sealed class StretchRemoval(Stretch stretch, IReadOnlyList<ArchivedRow> rows, IReadOnlyList<StrandEnd> ends, bool notesIds) : Write
{
    private static readonly string CountSql = "SELECT count(*) FROM Log WHERE Workspace = ? AND Seq BETWEEN ? AND ? AND Outcome IN (0, 2)";
    private static readonly string UncoveredSql = """
        SELECT count(*) FROM (SELECT coalesce(Customer, ?4) AS Customer, max(Seq) AS Seq FROM Log WHERE Workspace = ?1 AND Seq BETWEEN ?2 AND ?3 GROUP BY 1) l
        WHERE NOT EXISTS (SELECT 1 FROM Snapshot s WHERE s.Workspace = ?1 AND s.Customer = l.Customer AND s.Seq >= l.Seq)
        """;
    private static readonly string NoteSql = Sql.Insert("Archive", Stretch.Columns);
    private static readonly string IdSql = Sql.Put("ArchivedId", "Workspace, Hash", "Workspace, Hash, Seq");
    private static readonly string CustomerSql = Sql.Put("ArchivedCustomer", "Workspace, Customer", "Workspace, Customer, Seq");
    private static readonly string DeleteSql = "DELETE FROM Log WHERE Workspace = ? AND Seq BETWEEN ? AND ?";
    private static readonly string AnchorSql = "UPDATE Strand SET AnchorSeq = ?, Anchor = ? WHERE Workspace = ? AND Lane = ?";

    /// <summary>Whether the rows were taken out.</summary>
    public bool IsDone { get; private set; }

    public Stretch Stretch => stretch;

    public override void Run(Connection connection)
    {
        if (One(Range(connection[CountSql])) != rows.Count || One(Range(connection[UncoveredSql]).Bind(CustomerState.OfWorkspace)) > 0) return;
        stretch.Bind(connection[NoteSql]).Run();
        if (notesIds) foreach (var (row, _) in rows) connection[IdSql].Bind(row.Workspace).Bind(ArchivedId.Of(row.Source, row.Id)).Bind(row.Seq).Run();
        foreach (var (customer, seq) in LastOfEach()) connection.Many(CustomerSql).Bind(stretch.Workspace).Bind(customer).Bind(seq).Run();
        Range(connection[DeleteSql]).Run();
        foreach (var end in ends) connection[AnchorSql].Bind(end.Seq).Bind(end.Hash).Bind(stretch.Workspace).Bind((long)end.Lane).Run();
        IsDone = true;
    }

    private Dictionary<string, long> LastOfEach()
    {
        var last = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var (row, _) in rows) last[row.Customer ?? CustomerState.OfWorkspace] = row.Seq;
        return last;
    }

    private Statement Range(Statement statement) => statement.Bind(stretch.Workspace).Bind(stretch.First).Bind(stretch.Last);

    private static long One(Statement statement)
    {
        _ = statement.Next();
        var value = statement.Long(0);
        statement.Reset();
        return value;
    }
}
