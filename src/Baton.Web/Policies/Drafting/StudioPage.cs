using System.Text.Json.Nodes;
using Baton.Engine.Policies;

namespace Baton.Web.Policies.Drafting;

/// <summary>What the parts of the policy page share: what is open, how to open something else, and how to change the draft.</summary>
public sealed record StudioPage
{
    /// <summary>For whom may only read, and where nothing can be changed.</summary>
    public static StudioPage ReadOnly { get; } = new();

    /// <summary>Changes the draft; null for whom may only read.</summary>
    public DraftEditing? Editing { get; init; }

    /// <summary>The rule that is open, as <c>kind:id</c>; <c>kind:</c> while one is added.</summary>
    public string? Open { get; init; }

    /// <summary>What the open rule is called now, as <c>kind:id</c>, when it is no longer as <see cref="Open"/> says: it was added, or got another id.</summary>
    public string? Renamed { get; init; }

    /// <summary>The open rule, as <c>kind:id</c>.</summary>
    public string? Current => Renamed ?? Open;

    /// <summary>The document that is shown.</summary>
    public JsonObject Document { get; init; } = [];

    /// <summary>What editors offer: fields, values, agents, queues; null while that is read.</summary>
    public Offers? Offers { get; init; }

    /// <summary>Who else has which rule open, by <c>kind:id</c>.</summary>
    public ILookup<string, string> Others { get; init; } = Array.Empty<string>().ToLookup(name => name, StringComparer.Ordinal);

    /// <summary>Leads to a rule, opened; null closes.</summary>
    public Func<string?, string> HrefOfRule { get; init; } = _ => "/policy";

    /// <summary>Told what the open rule is called now.</summary>
    public Action<string> OnNamed { get; init; } = _ => { };
}
