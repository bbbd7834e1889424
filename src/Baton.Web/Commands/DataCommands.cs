using System.Data.Common;
using System.Globalization;
using Baton.Engine.Storage;
using Baton.Engine.Storage.Backups;
using Baton.Engine.Storage.Verification;
using Baton.Web.Start;

namespace Baton.Web.Commands;

/// <summary>What can be done with the data beside running the app.</summary>
internal sealed class DataCommands(TextWriter output, TextWriter errors, TimeProvider clock)
{
    private const int Well = 0, Wrong = 1, Misused = 2;

    /// <summary>Does it; answers with the exit code.</summary>
    public async Task<int> RunAsync(CommandLine command, CancellationToken cancel)
    {
        if (command.Fault is { } fault)
        {
            await errors.WriteLineAsync($"{fault}\n\n{CommandLine.Help}");
            return Misused;
        }

        if (command.Name is "help")
        {
            await output.WriteLineAsync(CommandLine.Help);
            return Well;
        }

        try
        {
            var builder = WebApplication.CreateBuilder(StartSettings.Spell(command.Settings));
            var settings = StartSettings.Read(builder.Configuration, builder.Environment.ContentRootPath);
            var data = settings.Data.FullName;
            if (settings.Postgres is not null && command.Name is not "verify")
                throw new BackupException($"Baton:Database is Postgres: '{command.Name}' is for the embedded database. Use PostgreSQL's own pg_dump and pg_restore, and 'baton verify' afterwards.");
            if (settings.Postgres is { } server) return await VerifyAsync(server, cancel);
            return command.Name switch
            {
                "backup" => await BackupAsync(data, command.File!, cancel),
                "restore" => await RestoreAsync(data, command.File!, cancel),
                _ => Verify(data, cancel),
            };
        }
        catch (Exception wrong) when (wrong is BackupException or InvalidOperationException or OperationCanceledException)
        {
            await errors.WriteLineAsync(wrong is OperationCanceledException ? "Stopped; nothing was changed." : wrong.Message);
            return Wrong;
        }
    }

    private async Task<int> BackupAsync(string data, string file, CancellationToken cancel)
    {
        var (manifest, findings) = await Backup.WriteAsync(data, Path.GetFullPath(file), clock.GetUtcNow(), Say, cancel);
        await output.WriteLineAsync(Text($"Backed up {data} to {file}: {manifest.Rows:N0} rows of the log, {manifest.Files.Count} files, {new FileInfo(file).Length / 1024.0 / 1024:0.0} MiB."));
        if (findings.IsWhole) return await TellAsync(findings, data);
        await errors.WriteLineAsync("The backup was made, but the data in it is not whole:");
        return await TellAsync(findings, data);
    }

    private async Task<int> RestoreAsync(string data, string file, CancellationToken cancel)
    {
        var (manifest, findings) = await Restoration.RunAsync(Path.GetFullPath(file), data, Say, cancel);
        await output.WriteLineAsync(Text($"Restored {file}, made {manifest.Made:u}, to {data}. Every digest is right."));
        return await TellAsync(findings, data);
    }

    private async Task<int> VerifyAsync(string server, CancellationToken cancel)
    {
        using var database = new DatabaseServer(server);
        try
        {
            return await TellAsync(new Verifier(database).Run(Say, cancel), database.Name);
        }
        catch (DbException fault)
        {
            throw new BackupException($"The database {database.Name} cannot be read: {fault.Message}");
        }
    }

    private int Verify(string data, CancellationToken cancel)
    {
        if (!File.Exists(Path.Combine(data, "baton.db"))) throw new BackupException($"There is no Baton database in {data}. Name the data folder with --Baton:Data=….");
        return TellAsync(new Verifier(new DatabaseFile(data)).Run(Say, cancel), data).GetAwaiter().GetResult();
    }

    private async Task<int> TellAsync(Findings findings, string data)
    {
        if (findings is { IsWhole: true, Chain: { } chain, Ledger.Log: { } sides })
        {
            await output.WriteLineAsync(Text($"The data in {data} is whole: the file, {chain.Rows:N0} rows of the log in {chain.Strands} strands, {sides.In:N0} in = {sides.Done:N0} done + {sides.Waiting:N0} waiting + {sides.Failed:N0} failed."));
            if (chain.Before > 0) await output.WriteLineAsync(Text($"{chain.Before:N0} of the rows were written before the log had hashes; of them nothing can be said."));
            await output.WriteLineAsync($"Fingerprint of the log: {chain.Fingerprint} (keep it elsewhere: it changes when history is rewritten)");
            return Well;
        }

        await errors.WriteLineAsync($"The data in {data} is not whole:");
        foreach (var fault in findings.Faults) await errors.WriteLineAsync("  " + fault);
        await errors.WriteLineAsync("Keep the folder as it is, and restore the newest backup that verifies into an empty one: baton restore --from FILE --Baton:Data=FOLDER");
        return Wrong;
    }

    private void Say(string doing) => errors.WriteLine("… " + doing);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
