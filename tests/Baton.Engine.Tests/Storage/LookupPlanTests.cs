using System.Reflection;
using Baton.Engine.Storage;
using Baton.Engine.Storage.Lookups;

namespace Baton.Engine.Tests.Storage;

/// <summary>What is asked for every event must not become slower as the log grows. The plans are SQLite's.</summary>
[Trait("Database", "Sqlite")]
public sealed class LookupPlanTests
{
    public static TheoryData<string> Statements() => new(
        new[] { typeof(LogLookups), typeof(DatabaseFile) }.Concat(typeof(DatabaseFile).Assembly.GetTypes().Where(type => type.Namespace == "Baton.Engine.Storage.Rows"))
            .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
            .Where(field => field.FieldType == typeof(string) && !field.IsLiteral)
            .Select(field => (string)field.GetValue(null)!));

    [Theory]
    [MemberData(nameof(Statements))]
    public void No_statement_reads_a_whole_table(string sql)
    {
        using var database = new TempDatabase();
        using var connection = database.Database.Open();
        var statement = connection["EXPLAIN QUERY PLAN " + sql];
        var plan = new List<string>();
        while (statement.Next()) plan.Add(statement.Text(3));
        Assert.DoesNotContain(plan, step => step.StartsWith("SCAN", StringComparison.Ordinal) && !Bounded(step));
        Assert.DoesNotContain(plan, step => step.EndsWith("(Workspace=?)", StringComparison.Ordinal) && step.Contains("autoindex", StringComparison.Ordinal) && !OneRowOf(sql));
        Assert.DoesNotContain(plan, step => step.Contains("TEMP B-TREE FOR ORDER BY", StringComparison.Ordinal) && sql.Contains("FROM Log", StringComparison.Ordinal));
    }

    // A workspace has one draft; its help articles, hundreds at most, are read together and kept in memory.
    private static bool OneRowOf(string sql) => sql.Contains("Draft", StringComparison.Ordinal) || sql.Contains("FROM Article", StringComparison.Ordinal);

    // Constant rows, a union inside one claim, and indexes that hold only what is open or end with the first row.
    private static bool Bounded(string step) =>
        step is "SCAN CONSTANT ROW" || step.StartsWith("SCAN (subquery", StringComparison.Ordinal)
        || step.Contains("INDEX TaskOpen", StringComparison.Ordinal) || step.Contains("USING INDEX TimerByDue", StringComparison.Ordinal);
}
