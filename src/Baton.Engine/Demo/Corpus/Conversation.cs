using System.Text.Json;

namespace Baton.Engine.Demo.Corpus;

/// <summary>Who speaks in a recorded conversation.</summary>
public enum Speaker
{
    /// <summary>The customer.</summary>
    Customer,

    /// <summary>The recorded AI agent.</summary>
    Agent,

    /// <summary>A tool, answering the agent.</summary>
    Tool,
}

/// <summary>A tool that the recorded agent called.</summary>
/// <param name="Name">The tool's name, for example <c>cancel_reservation</c>.</param>
/// <param name="Arguments">What it was called with.</param>
public sealed record ToolCall(string Name, JsonElement Arguments);

/// <summary>One turn of a recorded conversation.</summary>
/// <param name="Speaker">Who speaks.</param>
/// <param name="Text">What was said; empty for a turn that only calls tools. A tool's answer may be cut off.</param>
/// <param name="Tools">The tools the agent called in this turn.</param>
public sealed record Turn(Speaker Speaker, string Text, IReadOnlyList<ToolCall> Tools);

/// <summary>A recorded conversation of one customer.</summary>
/// <param name="Id">Its id in the corpus, for example <c>airline-16-1</c>.</param>
/// <param name="CustomerKey">The key of the customer's profile.</param>
/// <param name="Channel">Where it took place: <c>chat</c> with the airline, <c>email</c> with the shop.</param>
/// <param name="Turns">What was said and done, in order.</param>
public sealed record Conversation(string Id, string CustomerKey, string Channel, IReadOnlyList<Turn> Turns)
{
    /// <summary>The company the customer talks to: <c>airline</c> or <c>retail</c>.</summary>
    public string Company => Id[..Id.IndexOf('-', StringComparison.Ordinal)];
}

/// <summary>A customer of the corpus.</summary>
/// <param name="Key">The key, for example <c>mia_li_3668</c>; <c>guest_…</c> for somebody who never said who they are.</param>
/// <param name="FirstName">The first name, or null for a guest.</param>
/// <param name="LastName">The last name, or null for a guest.</param>
/// <param name="Email">The email address.</param>
/// <param name="Membership"><c>regular</c>, <c>silver</c> or <c>gold</c> with the airline; null for others.</param>
/// <param name="City">The city, or null for a guest.</param>
/// <param name="TimeZone">The IANA time zone that goes with the state, a guess where a state has two.</param>
public sealed record CustomerProfile(string Key, string? FirstName, string? LastName, string Email, string? Membership, string? City, string TimeZone)
{
    /// <summary>First and last name, or the key for a guest.</summary>
    public string Name => FirstName is null ? Key : $"{FirstName} {LastName}";
}
