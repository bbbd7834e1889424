using System.Globalization;
using Baton.Engine.Storage;
using Baton.Engine.Storage.Copying;
using Baton.Web.SignIn;
using Microsoft.EntityFrameworkCore;

namespace Baton.Web.Commands;

/// <summary><c>baton copy</c>: the embedded database, with accounts and the keys of cookies, into an empty database of a PostgreSQL server.</summary>
internal sealed class CopyCommand(TextWriter output, TextWriter errors)
{
    private const int DigitsShown = 16;

    /// <summary>Copies; answers whether both are the same.</summary>
    /// <param name="folder">The data folder.</param>
    /// <param name="connection">How to reach the database to be filled.</param>
    /// <param name="say">Told what is being done.</param>
    /// <param name="cancel">Stops it; nothing is there then.</param>
    public async Task<bool> RunAsync(DatabaseFile folder, string? connection, Action<string> say, CancellationToken cancel)
    {
        if (string.IsNullOrWhiteSpace(connection)) throw new CopyException("Name the empty database to be filled in ConnectionStrings:Baton, best in the environment: ConnectionStrings__Baton=\"Host=db;Database=baton;Username=baton;Password=…\".");
        if (DatabaseServer.FaultOf(connection) is { } fault) throw new CopyException($"ConnectionStrings:Baton: {fault}");
        using var target = new DatabaseServer(connection, folder.Folder);
        var copy = new DatabaseCopy(folder, target)
        {
            Files = [new FileRows("ProtectionKey", ["Name", "Xml"], ProtectionKeys.ReadFiles(folder.Folder))],
            MakeMoreTables = () => MakeAccountsAsync(target),
        };
        var report = await copy.RunAsync(say, cancel);
        await TellAsync(report, folder, target);
        return report.IsSame;
    }

    private static async Task MakeAccountsAsync(DatabaseServer target)
    {
        var options = new DbContextOptionsBuilder<AccountsDb>();
        target.Use(options);
        await using var tables = new AccountsDb(options.Options);
        await AccountsSchema.UpdateAsync(tables);
    }

    private async Task TellAsync(CopyReport report, DatabaseFile folder, DatabaseServer target)
    {
        await output.WriteLineAsync($"{"table",-18}{"rows",12}  {"digest",-18}same");
        foreach (var table in report.Tables)
        {
            await output.WriteLineAsync(Text($"{table.Name,-18}{table.Source.Rows,12:N0}  {table.Source.Hash[..DigitsShown],-18}{(table.IsSame ? "yes" : Text($"NO: there {table.Target.Rows:N0} rows, {table.Target.Hash[..DigitsShown]}"))}"));
        }

        if (report.IsSame)
        {
            await output.WriteLineAsync(Text($"{folder.Folder} is copied to {target.Name}: {report.Tables.Sum(table => table.Source.Rows):N0} rows in {report.Tables.Count} tables are the same on both sides, and the copy is whole."));
            await output.WriteLineAsync($"Fingerprint of the log on both: {report.Fingerprint}");
            await output.WriteLineAsync("From now on start Baton with Baton:Database=Postgres on the same data folder, which keeps the archives; and put baton.db away, so that nobody goes on with it by mistake.");
            return;
        }

        await errors.WriteLineAsync($"The copy is not what was copied, so nothing of it was kept in {target.Name}:");
        foreach (var table in report.Tables.Where(table => !table.IsSame)) await errors.WriteLineAsync($"  the table {table.Name} differs");
        foreach (var fault in report.Findings?.Faults ?? []) await errors.WriteLineAsync("  " + fault);
        if (report.Findings is { IsWhole: true, Chain: { } chain }) await errors.WriteLineAsync($"  the fingerprint of the log is {chain.Fingerprint} there, and {report.Fingerprint} here");
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
