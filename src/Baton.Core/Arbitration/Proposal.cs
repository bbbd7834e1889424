using System.Text.Json;
using System.Text.Json.Serialization;

namespace Baton.Core.Arbitration;

/// <summary>Who carries an allowed action out.</summary>
public enum Executor
{
    /// <summary>The agent, who then reports what became of it.</summary>
    Self,

    /// <summary>Baton, through a connector.</summary>
    Baton,
}

/// <summary>Something an agent wants to do to a customer.</summary>
public sealed record Proposal
{
    /// <summary>Chosen by the agent; asking twice with the same id is asking once.</summary>
    public required string Id { get; init; }

    /// <summary>Who asks: an agent's name, or a person's e-mail when <see cref="IsPersons"/>.</summary>
    public required string Agent { get; init; }

    /// <summary>Whether a person asks, not an agent.</summary>
    public bool IsPersons { get; init; }

    /// <summary>What it is: <c>contact.email</c>, <c>refund</c>, <c>customer.update</c>, …</summary>
    public required string Kind
    {
        get;
        init
        {
            field = value;
            IsContact = value.StartsWith("contact.", StringComparison.OrdinalIgnoreCase) || value.Equals("contact", StringComparison.OrdinalIgnoreCase);
        }
    }

    /// <summary>What for: <c>promotion</c>, <c>support</c>, …</summary>
    public string? Purpose { get; init; }

    /// <summary>What would be said.</summary>
    public string? Text { get; init; }

    /// <summary>Details, for example an amount.</summary>
    public JsonElement Data { get; init; }

    /// <summary>Who carries it out.</summary>
    public Executor Execute { get; init; }

    /// <summary>Whether it reaches the customer: its kind is <c>contact</c> or begins with <c>contact.</c></summary>
    [JsonIgnore]
    public bool IsContact { get; private init; }

    /// <summary>The channel of a contact, for example <c>email</c>.</summary>
    [JsonIgnore]
    public string? Channel => IsContact && Kind.Length > 8 ? Kind[8..] : null;
}
