using System.Data.Common;
using Baton.Engine.Storage.Archives;
using Baton.Engine.Storage.Chain;
using Baton.Engine.Storage.Schema;
using Baton.Engine.Storage.Upkeep;

namespace Baton.Engine.Storage.Verification;

/// <summary>
/// Looks whether a database is whole: its file, the hash chain of its log, where every event ended, and that what came in is done,
/// waiting or failed. It changes nothing and may run beside the app.
/// </summary>
public sealed class Verifier(Database database)
{
    private const string IntegritySql = "PRAGMA integrity_check(20)";
    private const string Index = "SELECT Seq, Outcome FROM Log INDEXED BY LogOpen WHERE Outcome <> 0";
    private const string Rows = "SELECT Seq, Outcome FROM Log NOT INDEXED WHERE Outcome <> 0";

    private static readonly string OutcomeSql = $"SELECT min(Seq) FROM (SELECT * FROM ({Rows} EXCEPT {Index}) UNION ALL SELECT * FROM ({Index} EXCEPT {Rows}))";

    /// <summary>Verifies everything.</summary>
    /// <param name="progress">Told what is being done.</param>
    /// <param name="cancel">Stops it.</param>
    public Findings Run(Action<string>? progress = null, CancellationToken cancel = default)
    {
        if (Unknown() is { } why) return new Findings([why], null, null);
        progress?.Invoke("reading the file, its tables and indexes");
        List<string> faults = [.. Integrity()];
        var chain = new ChainCheck(database).Run(rows => progress?.Invoke($"hashing the log, {rows:N0} rows"), cancel);
        faults.AddRange(chain.Faults.Select(fault => $"seq {fault.Seq}{(fault.Workspace is { } workspace ? $" (workspace {workspace})" : "")}: {fault.What}"));
        var archives = Archives(rows => progress?.Invoke($"hashing the archives, {rows:N0} rows"), faults, cancel);
        if (faults.Count > 0) return new Findings([.. faults, .. Outcomes()], chain, null);
        progress?.Invoke("counting what came in and where it ended");
        var ledger = new LedgerReader(database).Count();
        if (!ledger.Balances) faults.Add($"The ledger does not balance: the log says {ledger.Log.In} in = {ledger.Log.Done} done + {ledger.Log.Waiting} waiting + {ledger.Log.Failed} failed, the counters say {ledger.Counters.In} = {ledger.Counters.Done} + {ledger.Counters.Waiting} + {ledger.Counters.Failed}, and {ledger.Stranded} wait for nothing that is open.");
        return new Findings(faults, chain, ledger) { Archives = archives };
    }

    private ArchiveReport? Archives(Action<long> progress, List<string> faults, CancellationToken cancel)
    {
        try
        {
            var report = new ArchiveCheck(database).Run(progress, cancel);
            faults.AddRange(report.Faults);
            return report;
        }
        catch (DbException)
        {
            return null; // said already
        }
    }

    private string? Unknown()
    {
        try
        {
            return SchemaUpdate.VersionOf(database) is var version && version != SchemaUpdate.NewestOf(database.Kind)
                ? $"The database has schema version {version}, and this Baton knows {SchemaUpdate.NewestOf(database.Kind)}: verify it with the Baton that last used it, or start this one on it first."
                : null;
        }
        catch (DbException fault)
        {
            return $"the file: it cannot be read ({fault.Message})";
        }
    }

    /// <summary>What SQLite itself finds wrong with the file.</summary>
    private List<string> Integrity()
    {
        List<string> faults = [];
        if (database is not DatabaseFile) return faults; // a server looks after its own files
        try
        {
            using var connection = database.Open(onlyReads: true);
            var check = connection[IntegritySql];
            while (check.Next()) if (check.Text(0) is var line and not "ok") faults.Add("the file: " + line.Replace('\n', ' '));
            check.Reset();
        }
        catch (DbException fault)
        {
            faults.Add($"the file: it cannot be read ({fault.Message})");
        }

        return faults;
    }

    // The outcome moves on, so no hash holds it; but its index holds it a second time.
    private List<string> Outcomes()
    {
        if (database is not DatabaseFile) return [];
        try
        {
            using var connection = database.Open(onlyReads: true);
            var check = connection[OutcomeSql];
            var seq = check.Next() ? check.LongOrNull(0) : null;
            check.Reset();
            return seq is null ? [] : [$"seq {seq}: The row's outcome is not the one by which it is found."];
        }
        catch (DbException)
        {
            return []; // said already
        }
    }
}
