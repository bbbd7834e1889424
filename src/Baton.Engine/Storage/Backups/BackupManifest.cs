using System.Text.Json;

namespace Baton.Engine.Storage.Backups;

/// <summary>What a backup says of itself, as its first entry.</summary>
/// <param name="Format">Version of the backup's own form.</param>
/// <param name="Made">When.</param>
/// <param name="Schema">Schema version of the database in it.</param>
/// <param name="Rows">Rows of the log.</param>
/// <param name="Fingerprint">Digest over the ends of the log's hash chain, as <c>verify</c> prints it.</param>
/// <param name="IsWhole">Whether the database verified when the backup was made.</param>
/// <param name="Files">What follows.</param>
public sealed record BackupManifest(int Format, DateTimeOffset Made, int Schema, long Rows, string? Fingerprint, bool IsWhole, IReadOnlyList<BackupFile> Files)
{
    /// <summary>The form that this Baton writes and reads.</summary>
    public const int Newest = 1;

    /// <summary>Its name in the backup.</summary>
    public const string Name = "manifest.json";

    internal static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };
}

/// <summary>A file in a backup.</summary>
/// <param name="Name">Its path in the data folder, with slashes.</param>
/// <param name="Bytes">How long it is.</param>
/// <param name="Sha256">Its digest, in hexadecimal.</param>
public sealed record BackupFile(string Name, long Bytes, string Sha256);

/// <summary>A backup could not be made or used; the message is for people.</summary>
public sealed class BackupException(string message, Exception? cause = null) : Exception(message, cause);
