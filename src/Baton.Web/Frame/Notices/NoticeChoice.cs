using System.Text.Json;
using Baton.Engine.Workspaces;

namespace Baton.Web.Frame.Notices;

/// <summary>Which notifications a person wants. All are off until they say otherwise.</summary>
public sealed record NoticeChoice
{
    /// <summary>The name under which it is kept.</summary>
    public const string Name = "notifications";

    /// <summary>Whether the browser shows them.</summary>
    public bool Shows { get; init; }

    /// <summary>Whether a short sound is made.</summary>
    public bool Sounds { get; init; }

    /// <summary>A new case waits.</summary>
    public bool NewCases { get; init; } = true;

    /// <summary>A case is offered or given to them.</summary>
    public bool Offers { get; init; } = true;

    /// <summary>Somebody mentions them.</summary>
    public bool Mentions { get; init; } = true;

    /// <summary>A case will soon be late, or is.</summary>
    public bool Warnings { get; init; } = true;

    /// <summary>The queues whose cases count; all of them when none is named.</summary>
    public IReadOnlyList<string> Queues { get; init; } = [];

    /// <summary>Whether anything is done at all.</summary>
    public bool IsOn => Shows || Sounds;

    /// <summary>Whether cases of a queue count.</summary>
    public bool Wants(string queue) => Queues.Count == 0 || Queues.Contains(queue, StringComparer.OrdinalIgnoreCase);

    /// <summary>What a person chose.</summary>
    public static async Task<NoticeChoice> ReadAsync(PersonChoices choices, string workspace, string email, CancellationToken cancel = default) =>
        await choices.FindAsync(workspace, email, Name, cancel) is { } json ? JsonSerializer.Deserialize<NoticeChoice>(json, JsonSerializerOptions.Web)! : new NoticeChoice();

    /// <summary>As it is kept.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, JsonSerializerOptions.Web);
}
