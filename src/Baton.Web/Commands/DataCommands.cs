using System.Data.Common;
using System.Globalization;
using Baton.Core.Timeline;
using Baton.Engine.Clocks;
using Baton.Engine.Storage;
using Baton.Engine.Storage.Archives;
using Baton.Engine.Storage.Backups;
using Baton.Engine.Storage.Copying;
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
            if (settings.Postgres is not null && command.Name is "backup" or "restore")
                throw new BackupException($"Baton:Database is Postgres: '{command.Name}' is for the embedded database. Use PostgreSQL's own pg_dump and pg_restore together with a copy of the folder archive in the data folder, and 'baton verify' afterwards.");
            return command.Name switch
            {
                "backup" => await BackupAsync(data, command.File!, cancel),
                "restore" => await RestoreAsync(data, command.File!, cancel),
                "copy" => await new CopyCommand(output, errors).RunAsync(FileOf(data), builder.Configuration.GetConnectionString("Baton"), Say, cancel) ? Well : Wrong,
                "archive list" => await WithAsync(settings, ListAsync),
                "archive restore" => await WithAsync(settings, database => ReturnAsync(database, command, cancel)),
                _ => await WithAsync(settings, database => TellAsync(new Verifier(database).Run(Say, cancel), settings.Postgres is null ? data : database.Name)),
            };
        }
        catch (Exception wrong) when (wrong is BackupException or ArchiveException or CopyException or InvalidOperationException or OperationCanceledException)
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

    private static async Task<int> WithAsync(StartSettings settings, Func<Database, Task<int>> work)
    {
        using var database = settings.Postgres is { } server ? new DatabaseServer(server, settings.Data.FullName) : (Database)FileOf(settings.Data.FullName);
        try
        {
            return await work(database);
        }
        catch (DbException fault)
        {
            throw new BackupException($"The database {database.Name} cannot be read: {fault.Message}");
        }
    }

    private async Task<int> ListAsync(Database database)
    {
        using var shelf = new ArchiveShelf(database);
        var all = shelf.All();
        foreach (var one in all) await output.WriteLineAsync(Text($"{one.Oldest.ToTime():u} to {one.Newest.ToTime():u}  {one.Rows,7:N0} rows  {one.Bytes / 1024.0,9:N1} KiB  {one.File ?? $"dropped, seq {one.First} to {one.Last} of {one.Workspace}"}"));
        await output.WriteLineAsync(Text($"{all.Sum(one => one.Rows):N0} rows in {all.Count:N0} stretches, {all.Sum(one => one.Bytes) / 1024.0 / 1024:N1} MiB in {shelf.Folder}."));
        return Well;
    }

    private async Task<int> ReturnAsync(Database database, CommandLine command, CancellationToken cancel)
    {
        var from = command.From is { } text ? Rfc3339.Read(text)?.ToUnix() ?? throw new ArchiveException($"'{text}' is no time; write it like 2026-01-31T00:00:00Z.") : (long?)null;
        var file = command.File?.Replace('\\', '/');
        var back = new ArchiveReturn(database).Run(one => from is { } time ? one.Newest >= time : one.File is { } name && (file == name || file!.EndsWith("/" + name, StringComparison.Ordinal)), Say, cancel);
        if (back.Count == 0) throw new ArchiveException("No archive is meant by that; nothing was changed. 'baton archive list' says which there are.");
        await output.WriteLineAsync(Text($"{back.Sum(one => one.Rows):N0} rows are in the log again, from {back.Min(one => one.Oldest).ToTime():u} on. Their workspaces keep everything until retention is set again; the next start makes the indexes anew, which takes a moment."));
        return await TellAsync(new Verifier(database).Run(Say, cancel), database.Name);
    }

    private static DatabaseFile FileOf(string data) =>
        File.Exists(Path.Combine(data, "baton.db")) ? new DatabaseFile(data) : throw new BackupException($"There is no Baton database in {data}. Name the data folder with --Baton:Data=….");

    private async Task<int> TellAsync(Findings findings, string data)
    {
        if (findings is { IsWhole: true, Chain: { } chain, Ledger.Log: { } sides })
        {
            await output.WriteLineAsync(Text($"The data in {data} is whole: the file, {chain.Rows:N0} rows of the log in {chain.Strands} strands, {sides.In:N0} in = {sides.Done:N0} done + {sides.Waiting:N0} waiting + {sides.Failed:N0} failed."));
            if (chain.Before > 0) await output.WriteLineAsync(Text($"{chain.Before:N0} of the rows were written before the log had hashes; of them nothing can be said."));
            if (findings.Archives is { } archives && archives.Files + archives.Dropped > 0) await output.WriteLineAsync(Text($"{archives.Rows:N0} rows in {archives.Files:N0} archives are as they were written, and the log goes on from them{(archives.Dropped > 0 ? $"; {archives.Dropped:N0} rows were dropped by rule" : "")}."));
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
