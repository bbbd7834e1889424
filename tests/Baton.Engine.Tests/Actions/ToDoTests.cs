using Baton.Engine.Actions;
using Baton.Engine.Storage;
using Baton.Engine.Tests.Storage;
using Microsoft.EntityFrameworkCore;

namespace Baton.Engine.Tests.Actions;

/// <summary>At a start Baton looks for what it was allowed and has not done, among all that was ever asked.</summary>
public sealed class ToDoTests
{
    [Fact]
    public void What_is_left_to_be_done_is_found_by_an_index_of_nothing_else()
    {
        using var database = new TempDatabase();
        using var context = database.OpenContext();

        var plan = Explain(database.Database, ActionRunner.ToDo(context).ToQueryString());

        Assert.Contains("actiontodo", plan, StringComparison.OrdinalIgnoreCase);
    }

    private static string Explain(Database database, string sql)
    {
        using var connection = database.Open();
        // Of an empty table a server would rather read all.
        if (TestPostgres.IsUsed) connection.Execute("SET enable_seqscan = off");
        var statement = connection[(TestPostgres.IsUsed ? "EXPLAIN " : "EXPLAIN QUERY PLAN ") + sql];
        var steps = new List<string>();
        while (statement.Next()) steps.Add(statement.Text(TestPostgres.IsUsed ? 0 : 3));
        statement.Reset();
        return string.Join('\n', steps);
    }
}
