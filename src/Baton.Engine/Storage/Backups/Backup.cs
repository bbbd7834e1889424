using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using Baton.Engine.Storage.Archives;
using Baton.Engine.Storage.Schema;
using Baton.Engine.Storage.Verification;
using Microsoft.Data.Sqlite;

namespace Baton.Engine.Storage.Backups;

/// <summary>
/// Writes a data folder into one compressed file (tar, gzip) while the app runs: the database as of one moment, with its people, keys and
/// settings, and the files that protect sign-in cookies. The search index is left out: it is made again from the log.
/// </summary>
public static class Backup
{
    private const string Database = "baton.db";
    private const string Keys = "keys";

    /// <summary>Makes a backup.</summary>
    /// <param name="folder">The data folder.</param>
    /// <param name="target">The file to write, which must not be there yet.</param>
    /// <param name="now">The time, for the manifest.</param>
    /// <param name="progress">Told what is being done.</param>
    /// <param name="cancel">Stops it; nothing stays behind.</param>
    /// <exception cref="BackupException">It could not be made; nothing stays behind.</exception>
    public static async Task<(BackupManifest Manifest, Findings Findings)> WriteAsync(string folder, string target, DateTimeOffset now, Action<string>? progress = null, CancellationToken cancel = default)
    {
        if (!File.Exists(Path.Combine(folder, Database))) throw new BackupException($"There is no Baton database in {folder}. Name the data folder with --Baton:Data=….");
        if (File.Exists(target)) throw new BackupException($"{target} is there already. A backup overwrites nothing: choose another name, or remove it.");
        var work = target + ".part";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(target))!);
            Directory.CreateDirectory(work);
            Private(work);
            progress?.Invoke("copying the database");
            var copy = Copy(folder, work);
            var findings = new Verifier(copy).Run(progress, cancel);
            SqliteConnection.ClearAllPools();
            var manifest = new BackupManifest(BackupManifest.Newest, now, SchemaUpdate.VersionOf(copy), findings.Chain?.Rows ?? 0, findings.Chain?.Fingerprint, findings.IsWhole, await ListAsync(work, cancel));
            progress?.Invoke("compressing");
            var packed = work + ".tar.gz";
            await PackAsync(work, manifest, packed, cancel);
            File.Move(packed, target);
            return (manifest, findings);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or SqliteException)
        {
            throw new BackupException($"The backup could not be made, and nothing was left behind: {fault.Message}. See that {target} can be written and that the disk has room for the database a second time.", fault);
        }
        finally
        {
            if (Directory.Exists(work)) Directory.Delete(work, recursive: true);
            File.Delete(work + ".tar.gz");
        }
    }

    // Everything committed at one moment; whoever writes meanwhile is not held up.
    private static DatabaseFile Copy(string folder, string work)
    {
        using (var source = new DatabaseFile(folder).Open("PRAGMA query_only = OFF;"))
        {
            var vacuum = source["VACUUM INTO ?"].Bind(Path.Combine(work, Database));
            vacuum.Run();
        }

        var keys = new DirectoryInfo(Path.Combine(folder, Keys));
        if (keys.Exists)
        {
            Directory.CreateDirectory(Path.Combine(work, Keys));
            foreach (var key in keys.EnumerateFiles("*.xml")) key.CopyTo(Path.Combine(work, Keys, key.Name));
        }

        var copy = new DatabaseFile(work);
        CopyArchives(copy, folder, work);
        return copy;
    }

    // Those that the copy knows: what was moved since is in its log.
    private static void CopyArchives(DatabaseFile copy, string folder, string work)
    {
        if (SchemaUpdate.VersionOf(copy) != SchemaUpdate.NewestOf(copy.Kind)) return;
        using var shelf = new ArchiveShelf(copy);
        foreach (var name in shelf.All().Select(stretch => stretch.File).OfType<string>())
        {
            var (from, to) = (Path.Combine(folder, ArchiveShelf.FolderName, name), Path.Combine(work, ArchiveShelf.FolderName, name));
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            if (File.Exists(from)) File.Copy(from, to);
        }
    }

    private static async Task<IReadOnlyList<BackupFile>> ListAsync(string work, CancellationToken cancel)
    {
        List<BackupFile> files = [];
        foreach (var path in Directory.EnumerateFiles(work, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            if (path.EndsWith("-wal", StringComparison.Ordinal) || path.EndsWith("-shm", StringComparison.Ordinal)) continue;
            await using var stream = File.OpenRead(path);
            files.Add(new BackupFile(Path.GetRelativePath(work, path).Replace('\\', '/'), stream.Length, Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancel))));
        }

        return files;
    }

    private static async Task PackAsync(string work, BackupManifest manifest, string packed, CancellationToken cancel)
    {
        await using var file = new FileStream(packed, FileMode.CreateNew);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(file.SafeFileHandle, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        await using (var compressed = new GZipStream(file, CompressionLevel.Optimal, leaveOpen: true))
        await using (var tar = new TarWriter(compressed))
        {
            using var said = new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(manifest, BackupManifest.Json));
            await tar.WriteEntryAsync(new PaxTarEntry(TarEntryType.RegularFile, BackupManifest.Name) { DataStream = said }, cancel);
            foreach (var one in manifest.Files) await tar.WriteEntryAsync(Path.Combine(work, one.Name), one.Name, cancel);
        }

        file.Flush(flushToDisk: true);
    }

    /// <summary>Accounts and keys lie there in the clear: only the one who runs this may look.</summary>
    internal static void Private(string folder)
    {
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
