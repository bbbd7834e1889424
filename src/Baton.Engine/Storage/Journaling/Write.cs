namespace Baton.Engine.Storage.Journaling;

/// <summary>One thing to be done to the database inside a commit, on the writer's thread.</summary>
internal abstract class Write
{
    public abstract void Run(Connection connection);
}

/// <summary>A row inserted, put or updated.</summary>
internal sealed class RowWrite<TRow>(string sql, TRow row, Action<Statement, TRow> bind) : Write
{
    public TRow Row => row;

    public override void Run(Connection connection)
    {
        var statement = connection[sql];
        bind(statement, row);
        statement.Run();
    }
}

/// <summary>A row removed by its key in a workspace, perhaps only if a number of it is still the same.</summary>
internal sealed class Removal(string sql, string workspace, string? key = null, long? number = null) : Write
{
    public override void Run(Connection connection)
    {
        var statement = connection[sql].Bind(workspace);
        if (key is not null) statement.Bind(key);
        if (number is { } same) statement.Bind(same);
        statement.Run();
    }
}
