using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Baton.Core.Policies;
using Baton.Engine.Agents;
using Baton.Engine.Clocks;
using Baton.Web.Actions;
using Baton.Web.Customers;
using Baton.Web.Events;
using Baton.Web.Problems;

namespace Baton.Web.Agents;

/// <summary>What an agent holds while it works.</summary>
/// <param name="Token">Proves that it is held.</param>
/// <param name="Expires">Until when; after that the task is given out again.</param>
internal sealed record LeaseItem(string Token, DateTimeOffset Expires);

/// <summary>A task with all that its agent needs.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Agent">The agent that it is given to.</param>
/// <param name="Attempt">1 for the first try.</param>
/// <param name="Priority"><c>low</c>, <c>normal</c>, <c>high</c> or <c>urgent</c>.</param>
/// <param name="Lease">The lease.</param>
/// <param name="Event">The event that it is about; with a declared context its type, time, text and data.</param>
/// <param name="Root">The event with which the chain began; null with a declared context.</param>
/// <param name="Customer">The customer now; null when it is about none, or with a declared context.</param>
/// <param name="Conversation">The customer's last messages, oldest first; empty with a declared context.</param>
/// <param name="Created">When it was given.</param>
internal sealed record TaskItem(string Id, string Agent, int Attempt, string Priority, LeaseItem Lease, JsonObject Event, JsonObject? Root, CustomerAnswer? Customer, IReadOnlyList<JsonObject> Conversation, DateTimeOffset Created)
{
    /// <summary>For an agent that declares its context: the parts of it that there are (<c>customer</c>, <c>events</c>, <c>messages</c>, <c>results</c>, <c>memory</c>), and no more.</summary>
    public JsonObject? Context { get; init; }

    /// <summary>What was wrong with the agent's answer to the try before, when it broke its contract.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Fault { get; init; }

    public static TaskItem Of(TaskView view, Policy policy, DateTimeOffset now) => new(
        view.Task.Id,
        view.Task.Agent,
        view.Task.Attempt,
        ((Core.Agents.Priority)view.Task.Priority).ToString().ToLowerInvariant(),
        new LeaseItem(view.Task.LeaseToken!, view.Task.LeaseUntil!.Value.ToTime()),
        view.Briefing is { } briefing ? JsonObject.Create(briefing.GetProperty("event"))! : StoredEvent.Bare(view.Event),
        view.Briefing is null ? StoredEvent.Bare(view.Root) : null,
        view is { Briefing: null, Customer: { } customer } ? CustomerAnswer.Of(customer, policy, now) : null,
        [.. view.Conversation.Select(StoredEvent.Bare)],
        view.Task.Created.ToTime())
    {
        Context = view.Briefing is { } declared ? Declared(declared) : null,
    };

    /// <summary>What is noted of it as sent: all but the lease, which proves who holds the task.</summary>
    public JsonElement Sent()
    {
        var sent = (JsonObject)JsonSerializer.SerializeToNode(this, ApiJson.WithoutNulls)!;
        sent.Remove("lease");
        return JsonSerializer.SerializeToElement(sent, ApiJson.WithoutNulls);
    }

    private static JsonObject Declared(JsonElement briefing) =>
        new(briefing.EnumerateObject().Where(member => member.Name is not ("task" or "event")).Select(member => KeyValuePair.Create(member.Name, JsonSerializer.SerializeToNode(member.Value))));
}

/// <summary>How many tasks an agent wants, and how long it waits for the first.</summary>
/// <param name="Max">1 to 100, by default 1.</param>
/// <param name="Wait">An ISO 8601 duration up to PT60S, by default none.</param>
internal sealed record ClaimRequest(int? Max, string? Wait);

/// <summary>What came of a task.</summary>
/// <param name="Status"><c>success</c>, <c>failure</c>, <c>needs-human-review</c> or <c>needs-more-info</c>.</param>
/// <param name="Output">What came out.</param>
/// <param name="Confidence">0 to 1.</param>
/// <param name="Detail">A remark, or what went wrong.</param>
/// <param name="Usage">What it cost.</param>
/// <param name="Lease">The lease's token; refused when another one holds the task by now.</param>
/// <param name="Actions">What the agent wants to do to the customer, judged in the same breath.</param>
internal sealed record ResultRequest(string Status, JsonElement? Output, double? Confidence, string? Detail, UsageRequest? Usage, string? Lease, IReadOnlyList<ProposedRequest>? Actions);

/// <summary>What a task cost.</summary>
internal sealed record UsageRequest(long? InputTokens, long? OutputTokens, decimal? Cost);

/// <summary>An action proposed together with a result.</summary>
internal sealed record ProposedRequest(string Kind, string? Purpose, string? Text, JsonElement? Data, string? Execute);

/// <summary>Proves a lease.</summary>
/// <param name="Lease">The lease's token; may be left out.</param>
internal sealed record HeartbeatRequest(string? Lease);

/// <summary>A result that counts.</summary>
/// <param name="Task">The task.</param>
/// <param name="Seq">The result's place in the log.</param>
/// <param name="Status">How it went.</param>
/// <param name="Actions">The answers to what was proposed with it.</param>
internal sealed record ResultAnswer(string Task, long Seq, string Status, IReadOnlyList<ActionAnswer> Actions);
