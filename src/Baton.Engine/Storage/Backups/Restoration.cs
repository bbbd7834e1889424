using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using Baton.Engine.Storage.Schema;
using Baton.Engine.Storage.Verification;
using Microsoft.Data.Sqlite;

namespace Baton.Engine.Storage.Backups;

/// <summary>Puts a backup into an empty data folder. Everything is unpacked and compared with its digests beside the folder first; the folder is there whole, or untouched.</summary>
public static class Restoration
{
    /// <summary>Restores.</summary>
    /// <param name="source">The backup.</param>
    /// <param name="folder">The data folder: missing or empty.</param>
    /// <param name="progress">Told what is being done.</param>
    /// <param name="cancel">Stops it; nothing stays behind.</param>
    /// <exception cref="BackupException">It could not be restored; the folder is as it was.</exception>
    public static async Task<(BackupManifest Manifest, Findings Findings)> RunAsync(string source, string folder, Action<string>? progress = null, CancellationToken cancel = default)
    {
        if (!File.Exists(source)) throw new BackupException($"There is no file {source}.");
        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
            throw new BackupException($"The data folder {folder} is not empty. Restoring overwrites nothing: choose an empty folder with --Baton:Data=…, or move what is there away.");
        var work = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)) + ".restoring";
        if (Directory.Exists(work)) throw new BackupException($"{work} is left from another attempt, or one is running. If none is, remove it and try again.");
        try
        {
            Directory.CreateDirectory(work);
            Backup.Private(work);
            progress?.Invoke("unpacking, and comparing with the digests");
            var manifest = await UnpackAsync(source, work, cancel);
            var findings = new Verifier(new DatabaseFile(work)).Run(progress, cancel);
            SqliteConnection.ClearAllPools();
            if (Directory.Exists(folder)) Directory.Delete(folder);
            Directory.Move(work, folder);
            return (manifest, findings);
        }
        catch (Exception fault) when (fault is IOException or InvalidDataException or UnauthorizedAccessException or JsonException or SqliteException)
        {
            throw new BackupException($"The backup could not be restored, and {folder} is as it was: {fault.Message}", fault);
        }
        finally
        {
            if (Directory.Exists(work)) Directory.Delete(work, recursive: true);
        }
    }

    private static async Task<BackupManifest> UnpackAsync(string source, string work, CancellationToken cancel)
    {
        await using var file = File.OpenRead(source);
        await using var unpacked = new GZipStream(file, CompressionMode.Decompress);
        await using var tar = new TarReader(unpacked);
        var manifest = await ManifestAsync(tar, source, cancel);
        var missing = manifest.Files.ToDictionary(one => one.Name, StringComparer.Ordinal);
        while (await tar.GetNextEntryAsync(copyData: false, cancel) is { } entry)
        {
            if (entry.DataStream is not { } data || !missing.Remove(entry.Name, out var said) || !IsOurs(entry.Name)) throw new BackupException($"The backup holds {entry.Name}, which its manifest does not name. It was changed after it was made; use another one.");
            var path = Path.Combine(work, said.Name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            Backup.Private(Path.GetDirectoryName(path)!);
            await WriteAsync(data, path, said, cancel);
        }

        return missing.Count == 0 ? manifest : throw new BackupException($"The backup ends before {missing.Keys.Order(StringComparer.Ordinal).First()}. It is not complete; use another one.");
    }

    private static async Task<BackupManifest> ManifestAsync(TarReader tar, string source, CancellationToken cancel)
    {
        var entry = await tar.GetNextEntryAsync(copyData: false, cancel);
        var manifest = entry is { Name: BackupManifest.Name, DataStream: { } said } ? await JsonSerializer.DeserializeAsync<BackupManifest>(said, BackupManifest.Json, cancel) : null;
        if (manifest is null) throw new BackupException($"{source} is no backup of Baton.");
        if (manifest.Format > BackupManifest.Newest || manifest.Schema > SchemaUpdate.NewestOf("Sqlite"))
            throw new BackupException($"{source} was made by a newer Baton (schema {manifest.Schema}; this one knows {SchemaUpdate.NewestOf("Sqlite")}). Restore it with that one.");
        return manifest;
    }

    private static async Task WriteAsync(Stream data, string path, BackupFile said, CancellationToken cancel)
    {
        await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(file.SafeFileHandle, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        await data.CopyToAsync(file, cancel);
        file.Flush(flushToDisk: true);
        file.Position = 0;
        if (Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancel)) != said.Sha256) throw new BackupException($"{said.Name} in the backup is not what was backed up: its digest differs. Use another backup.");
    }

    // A name that leads out of the folder would write anywhere.
    private static bool IsOurs(string name) => !Path.IsPathRooted(name) && !name.Split('/', '\\').Contains("..");
}
