using System.Globalization;
using System.Text.Json;
using Baton.Core.Events;
using Baton.Engine.Channels;

namespace Baton.Web.Handoffs;

/// <summary>A file of the conversation, to be saved; never shown, whatever it says it is.</summary>
/// <param name="Id">Its id; what an event named wrongly leads nowhere.</param>
/// <param name="Name">Its name.</param>
/// <param name="Size">Its size in bytes; null where the event does not say.</param>
public sealed record StoryFile(string Id, string Name, long? Size)
{
    /// <summary>Where it is saved from.</summary>
    public string Href => "/attachments/" + Uri.EscapeDataString(Id);

    /// <summary>Its size in words.</summary>
    public string? SizeInWords => Size is { } size ? InWords(size) : null;

    /// <summary>The files that what happened names.</summary>
    public static IReadOnlyList<StoryFile> Of(JsonElement data) =>
        data.Member("attachments") is not { ValueKind: JsonValueKind.Array } files ? []
        : [.. files.EnumerateArray().Take(AttachmentDesk.Most).Where(file => file.Text("id") is not null).Select(file => new StoryFile(file.Text("id")!, file.Text("name") ?? "A file", file.Member("size") is { ValueKind: JsonValueKind.Number } size && size.TryGetInt64(out var bytes) ? bytes : null))];

    /// <summary>A number of bytes in words.</summary>
    public static string InWords(long bytes) => bytes switch
    {
        < 1024 => string.Create(CultureInfo.InvariantCulture, $"{bytes} B"),
        < 1024 * 1024 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024.0:0} KiB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024.0 / 1024.0:0.0} MiB"),
    };
}
