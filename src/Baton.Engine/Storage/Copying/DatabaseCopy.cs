using System.Data.Common;
using Baton.Engine.Storage.Journaling;
using Baton.Engine.Storage.Postgres;
using Baton.Engine.Storage.Schema;
using Baton.Engine.Storage.Verification;

namespace Baton.Engine.Storage.Copying;

/// <summary>
/// Copies the embedded database into an empty one of a PostgreSQL server, while nobody runs on either. All of it is one transaction, in which the copy
/// is also read back and verified: it is there whole, or the server's database has empty tables as before.
/// </summary>
public sealed class DatabaseCopy(DatabaseFile source, DatabaseServer target)
{
    /// <summary>Held while a copy is made; whoever would start on the database looks for it.</summary>
    internal const string Name = "copy";

    /// <summary>What lies in files on this side and in tables on the other.</summary>
    public IReadOnlyList<FileRows> Files { get; init; } = [];

    /// <summary>Makes the tables of the server that are not the engine's.</summary>
    public Func<Task>? MakeMoreTables { get; init; }

    /// <summary>Copies, and compares.</summary>
    /// <param name="progress">Told what is being done.</param>
    /// <param name="cancel">Stops it; nothing is there then.</param>
    /// <returns>What was compared. When it is not the same, nothing was kept.</returns>
    /// <exception cref="CopyException">It cannot be copied; nothing is there.</exception>
    public async Task<CopyReport> RunAsync(Action<string>? progress = null, CancellationToken cancel = default)
    {
        try
        {
            if (SchemaUpdate.VersionOf(source) != SchemaUpdate.NewestOf(source.Kind)) throw new CopyException("The data folder is of another version than this Baton. Start Baton on it once, stop it, and try again.");
            using var alone = Alone();
            Target.NeedEmpty(target);
            using var name = target.TryHold(Name) ?? throw new CopyException($"Another copy into {target.Name} is under way.");
            progress?.Invoke("verifying what is to be copied");
            var whole = new Verifier(source).Run(progress, cancel);
            if (!whole.IsWhole) throw new CopyException($"The data in {source.Folder} is not whole, so nothing was copied: {whole.Faults[0]} See all of it with \"baton verify\".");
            SchemaUpdate.Apply(target);
            if (MakeMoreTables is not null) await MakeMoreTables();
            return Fill(whole.Chain!.Fingerprint, progress, cancel);
        }
        catch (DbException fault)
        {
            throw new CopyException($"The copy was given up, and nothing of it is in {target.Name}: {fault.Message}", fault);
        }
    }

    private CopyReport Fill(string fingerprint, Action<string>? progress, CancellationToken cancel)
    {
        using var from = source.Open();
        foreach (var files in Files) Show(from, files);
        using var into = target.OpenPatiently();
        into.Execute("BEGIN");
        // A node that starts now waits for the end, and finds the copy; one that came in just before is found.
        into.Execute("LOCK TABLE Node, Writer, Setting, Workspace IN SHARE ROW EXCLUSIVE MODE");
        Target.NeedEmpty(into, target.Name, isOurs: true);
        if (target.HasNodes()) throw new CopyException($"A Baton has just started on the database {target.Name}. Stop it, make the database anew, and try again.");
        var comparison = new CopyComparison(from, into, progress, cancel);
        comparison.NeedSameMarks();
        var plan = CopyPlan.Read(from, into);
        var settings = Target.Clear(into, plan);
        Load(plan, from, into, progress, cancel);
        Target.SetCounters(into, plan);
        var tables = comparison.Run(plan);
        var findings = tables.All(table => table.IsSame) ? new Verifier(new Uncommitted(target, into)).Run(progress, cancel) : null;
        var report = new CopyReport(tables, fingerprint, findings);
        Target.PutBack(into, settings);
        into.Execute(report.IsSame ? "COMMIT" : "ROLLBACK");
        return report;
    }

    private static void Load(CopyPlan plan, Connection from, ServerConnection into, Action<string>? progress, CancellationToken cancel)
    {
        var load = new TableLoad(from, into, progress, cancel);
        foreach (var table in plan.Tables)
        {
            progress?.Invoke($"copying {table.Name}");
            if (table.IsHashed) load.RunLog(table);
            else load.Run(table);
        }
    }

    // A table of this connection alone, found before the one of the same name that is kept.
    private static void Show(Connection from, FileRows files)
    {
        var columns = string.Join(", ", files.Columns);
        from.Execute($"""
            CREATE TEMP TABLE {files.Table} ({string.Join(", ", files.Columns.Select((column, i) => $"{column} TEXT NOT NULL{(i == 0 ? " PRIMARY KEY" : "")}"))});
            INSERT INTO temp.{files.Table} ({columns}) SELECT {columns} FROM main.{files.Table};
            """);
        var insert = $"INSERT OR REPLACE INTO temp.{files.Table} ({columns}) VALUES ({string.Join(", ", files.Columns.Select(_ => "?"))})";
        foreach (var row in files.Rows)
        {
            foreach (var value in row) from[insert].Bind(value);
            from[insert].Run();
        }
    }

    private IDisposable Alone()
    {
        try
        {
            return source.StandAlone();
        }
        catch (JournalException fault)
        {
            throw new CopyException($"A Baton runs on the data folder {source.Folder}. Stop it, and try again.", fault);
        }
    }
}
