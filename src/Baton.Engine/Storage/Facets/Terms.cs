namespace Baton.Engine.Storage.Facets;

/// <summary>Numbers for values, so that a posting is two small numbers. For the one who writes the index.</summary>
internal sealed class Terms(Connection connection)
{
    /// <summary>Customers have no end: when so many are remembered, remembering begins anew.</summary>
    private const int Most = 200_000;

    private const string FindSql = "SELECT Id FROM Term WHERE Workspace = ? AND Facet = ? AND Value = ?";
    private const string AddSql = "INSERT INTO Term (Workspace, Facet, Value) VALUES (?, ?, ?) RETURNING Id";

    private readonly Dictionary<(string Workspace, Facet Facet, string Value), long> _known = [];

    /// <summary>The number of a value, given now when it has none.</summary>
    public long Of(string workspace, Facet facet, string value)
    {
        if (_known.TryGetValue((workspace, facet, value), out var known)) return known;
        if (_known.Count >= Most) _known.Clear();
        return _known[(workspace, facet, value)] = Ask(FindSql, workspace, facet, value) ?? Ask(AddSql, workspace, facet, value)!.Value;
    }

    /// <summary>Remembers nothing: what was added was taken back, or removed.</summary>
    public void Forget() => _known.Clear();

    private long? Ask(string sql, string workspace, Facet facet, string value)
    {
        var statement = connection[sql].Bind(workspace).Bind((long)facet).Bind(value);
        try
        {
            return statement.Next() ? statement.Long(0) : null;
        }
        finally
        {
            statement.Reset();
        }
    }
}
