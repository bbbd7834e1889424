using System.Text.Json;
using System.Text.Json.Nodes;
using Baton.Core.Events;
using Baton.Engine.Pipeline;

namespace Baton.Engine.Channels;

/// <summary>Sets up, changes and removes channels. Each change is an event on the timeline.</summary>
public sealed class ChannelDesk(Conductor conductor, ChannelBook book)
{
    /// <summary>The longest text of which customers are told when a person takes over.</summary>
    public const int LongestNotice = 2000;

    /// <summary>Every channel, by name.</summary>
    public IReadOnlyList<ChannelDefinition> List(string workspace) => book.Of(workspace);

    /// <summary>A channel; null when there is none of that name.</summary>
    public ChannelDefinition? Find(string workspace, string name) => book.Of(workspace).FirstOrDefault(c => c.Name == name);

    /// <summary>Sets up or changes a channel. The same definition again changes nothing and answers false.</summary>
    public async Task<bool> DefineAsync(string workspace, ChannelDefinition channel, Actor by, CancellationToken cancel = default)
    {
        var (known, definition) = (Find(workspace, channel.Name), JsonSerializer.SerializeToNode(channel, ChannelJson.Options)!);
        if (known is not null && JsonNode.DeepEquals(definition, JsonSerializer.SerializeToNode(known, ChannelJson.Options))) return false;
        await RecordAsync(workspace, EventTypes.ChannelDefined, by, new JsonObject { ["name"] = channel.Name, ["definition"] = definition, ["changed"] = known is not null }, cancel);
        return true;
    }

    /// <summary>Removes a channel. False when there is none of that name.</summary>
    public async Task<bool> RemoveAsync(string workspace, string name, Actor by, CancellationToken cancel = default)
    {
        if (Find(workspace, name) is null) return false;
        await RecordAsync(workspace, EventTypes.ChannelRemoved, by, new JsonObject { ["name"] = name }, cancel);
        return true;
    }

    /// <summary>What customers are told when a person takes over; null for nothing.</summary>
    public string? NoticeOf(string workspace) => book.NoticeOf(workspace);

    /// <summary>Says what customers are told when a person takes over, where <c>{person}</c> stands for the person's name; null or empty for nothing.</summary>
    public async Task<bool> SetNoticeAsync(string workspace, string? text, Actor by, CancellationToken cancel = default)
    {
        text = string.IsNullOrWhiteSpace(text) ? null : text.Trim();
        if (text?.Length > LongestNotice) throw new ArgumentException($"It may have {LongestNotice} characters at most.", nameof(text));
        if (text == NoticeOf(workspace)) return false;
        await RecordAsync(workspace, EventTypes.NoticeChanged, by, new JsonObject { ["text"] = text }, cancel);
        return true;
    }

    private async Task RecordAsync(string workspace, string type, Actor by, JsonObject data, CancellationToken cancel)
    {
        await conductor.TakeAsync(workspace, Input.Act("baton/channels", type, by, JsonSerializer.SerializeToElement(data)), cancel);
        book.Forget();
    }
}
