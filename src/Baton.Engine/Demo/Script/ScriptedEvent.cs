using System.Text.Json;

namespace Baton.Engine.Demo.Script;

/// <summary>An event that the demo sends in, as a channel or another system would.</summary>
/// <param name="At">When, from the demo's start on the app's clock.</param>
/// <param name="Id">The event's id, unique for a seed.</param>
/// <param name="Source">Which system sends it.</param>
/// <param name="Type">Its type.</param>
/// <param name="Subject">Whom it is about, as <c>email:…</c>; null when it does not say.</param>
/// <param name="Data">The payload.</param>
public sealed record ScriptedEvent(TimeSpan At, string Id, string Source, string Type, string? Subject, JsonElement Data);

/// <summary>What the story's own person says to an action that waits for somebody's word.</summary>
/// <param name="At">When, from the demo's start on the app's clock.</param>
/// <param name="Action">The action.</param>
/// <param name="Person">Who says it; the name says that the person is part of the story.</param>
/// <param name="Approves">Yes or no.</param>
/// <param name="Note">Why.</param>
public sealed record ScriptedAnswer(TimeSpan At, string Action, string Person, bool Approves, string Note);

/// <summary>An action that an agent outside of Baton asks for.</summary>
/// <param name="At">When, from the demo's start on the app's clock.</param>
/// <param name="Id">The idempotency key, unique for a seed.</param>
/// <param name="Agent">Which agent asks; see <see cref="DemoScript.Agents"/>.</param>
/// <param name="Customer">Whom it wants to act on, as <c>email:…</c>.</param>
/// <param name="Kind">What it wants to do: <c>refund</c>, <c>contact.email</c> …</param>
/// <param name="Purpose">What for; null when the kind says it.</param>
/// <param name="Text">What it wants to tell the customer.</param>
/// <param name="Data">Details, such as an amount in dollars.</param>
public sealed record ScriptedProposal(TimeSpan At, string Id, string Agent, string Customer, string Kind, string? Purpose, string? Text, JsonElement? Data);
