using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Baton.Core.Agents;
using Baton.Core.Arbitration;
using Baton.Core.Deciding;
using Baton.Core.Events;
using Baton.Core.Handoffs;
using Baton.Core.Messages;

namespace Baton.Core.Customers;

/// <summary>
/// All that decisions about one customer need: a fold over that customer's part of the log. Events about no customer fold into a
/// state of their own, whose id is <see cref="OfWorkspace"/>.
/// </summary>
public sealed record CustomerState
{
    /// <summary>The id of the state to which events without a customer belong.</summary>
    public const string OfWorkspace = "workspace";

    /// <summary>How long actions are remembered: as long as the longest window that a policy may ask for.</summary>
    public static readonly TimeSpan LongestMemory = TimeSpan.FromDays(400);

    /// <summary>How many actions are remembered at most; twice what the largest cap may count.</summary>
    public const int MostActions = 1000;

    /// <summary>Baton's id of the customer.</summary>
    public required string Id { get; init; }

    /// <summary>Rises by one with each event; the ETag of the customer.</summary>
    public long Version { get; init; }

    /// <summary>How many handoffs there were of this customer, ended ones included.</summary>
    public int HandoffsMade { get; init; }

    /// <summary>Rises whenever a person takes a case of this customer; a permit for a contact holds only while it stands where it stood.</summary>
    public long Fence { get; init; }

    /// <summary>The channel on which the customer wrote last, for example <c>chat</c>.</summary>
    public string? WroteOn { get; init; }

    /// <summary>Every known address.</summary>
    public ImmutableArray<Address> Addresses { get; init; } = [];

    /// <summary>What is known, by name.</summary>
    public ImmutableSortedDictionary<string, AttributeValue> Attributes { get; init => field = value.WithComparers(StringComparer.OrdinalIgnoreCase); } = NoAttributes;

    /// <summary>Consent by purpose or channel, and <c>doNotContact</c>.</summary>
    public ImmutableSortedDictionary<string, bool> Consent { get; init => field = value.WithComparers(StringComparer.OrdinalIgnoreCase); } = NoConsent;

    /// <summary>Cases not yet closed.</summary>
    public ImmutableArray<Case> OpenCases { get; init; } = [];

    /// <summary>Actions asked for that still matter: pending ones, and contacts that caps and cooldowns count. In the order asked.</summary>
    public ImmutableArray<ActionRecord> Actions { get; init; } = [];

    /// <summary>Tasks not yet finished.</summary>
    public ImmutableArray<OpenTask> Tasks { get; init; } = [];

    /// <summary>Handoffs not yet resolved.</summary>
    public ImmutableArray<OpenHandoff> Handoffs { get; init; } = [];

    /// <summary>Tasks given of late, while the policy limits how often; in the order given.</summary>
    public ImmutableArray<TaskNote> Given { get; init; } = [];

    /// <summary>Messages between agents about this customer that are not answered yet.</summary>
    public ImmutableArray<OpenMessage> Messages { get; init; } = [];

    /// <summary>How far agents have talked about this customer of late.</summary>
    public ImmutableArray<Talk> Talks { get; init; } = [];

    /// <summary>For each cooldown rule the last event that started it.</summary>
    public ImmutableArray<Mark> Marks { get; init; } = [];

    /// <summary>The signature of the cooldowns that <see cref="Marks"/> were made with; another one means that history must be read again.</summary>
    public string? MarkedFor { get; init; }

    /// <summary>While a version with other cooldowns is in shadow: when these began.</summary>
    public ShadowMarks? Shadow { get; init; }

    /// <summary>Holds in force, with the time at which each began.</summary>
    public ImmutableArray<HoldInForce> Holds { get; init; } = [];

    /// <summary>The customer's wish not to be contacted at all.</summary>
    [JsonIgnore]
    public bool DoNotContact => Consent.GetValueOrDefault("doNotContact") || Attributes.GetValueOrDefault("doNotContact")?.Value.ValueKind == JsonValueKind.True;

    /// <summary>The handoff that a person owns, if one does.</summary>
    [JsonIgnore]
    public OpenHandoff? Owned => Handoffs.FirstOrDefault(h => h.Owner is not null);

    /// <summary>The text of an attribute, if it has one.</summary>
    public string? AttributeText(string name) =>
        Attributes.GetValueOrDefault(name)?.Value is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    /// <summary>A customer of whom nothing is known yet.</summary>
    public static CustomerState New(string id) => new() { Id = id };

    private static readonly ImmutableSortedDictionary<string, AttributeValue> NoAttributes = ImmutableSortedDictionary.Create<string, AttributeValue>(StringComparer.OrdinalIgnoreCase);
    private static readonly ImmutableSortedDictionary<string, bool> NoConsent = ImmutableSortedDictionary.Create<string, bool>(StringComparer.OrdinalIgnoreCase);
}
