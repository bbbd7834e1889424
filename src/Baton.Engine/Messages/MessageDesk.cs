using System.Text.Json;
using Baton.Core.Customers;
using Baton.Core.Events;
using Baton.Core.Messages;
using Baton.Core.Policies;
using Baton.Engine.Agents;
using Baton.Engine.Live;
using Baton.Engine.Pipeline;
using Baton.Engine.Policies;
using Baton.Engine.Storage.Lookups;
using Baton.Engine.Storage.Rows;

namespace Baton.Engine.Messages;

/// <summary>Where agents write to each other. A message becomes a task of whom it reaches; the task's result is the answer.</summary>
public sealed class MessageDesk(Conductor conductor, Configurations configurations, MessageQueries messages, LogLookups lookups, LiveFeed feed, TimeProvider clock)
{
    /// <summary>The longest a sender may wait for the answer.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(60);

    /// <summary>Sends a message. The same again, under the same id, changes nothing.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="draft">What is said to whom.</param>
    /// <param name="by">Who the log says did it; null for the agent that sends it.</param>
    /// <param name="cancel">Gives up waiting.</param>
    public async Task<SendOutcome> SendAsync(string workspace, MessageDraft draft, Actor? by = null, CancellationToken cancel = default)
    {
        if (draft.Id is { } given && await messages.FindAsync(workspace, given, cancel) is { } known) return Again(known, draft);
        var (message, customer, faults) = await PlaceAsync(workspace, draft, cancel);
        if (faults.Count > 0) return SendOutcome.Wrong(faults);
        var turn = await conductor.TakeAsync(workspace, new Input
        {
            Source = "baton/messages",
            Id = message.Id,
            Type = EventTypes.AgentMessageSent,
            Subject = draft.Customer?.ToString(),
            Actor = by ?? Actor.Agent(draft.From),
            Customer = customer,
            Addresses = customer is null && draft.Customer is { } address ? [address] : [],
            Data = message.Write(),
            IsUnique = draft.Id is null,
        }, cancel);
        if (await messages.FindAsync(workspace, message.Id, cancel) is not { } sent)
            return SendOutcome.Wrong([new Fault("", $"It could not be decided on; it is kept as event {turn.Seq}, and a person looks at it.")]);
        return turn.Status == TurnStatus.Duplicate ? Again(sent, draft) : new(SendStatus.Sent, sent, []);
    }

    /// <summary>Waits (in real time) until a message is answered, has failed or ran out of time, and answers how it stands then; null when there is none of that id.</summary>
    public async Task<MessageView?> WaitAsync(string workspace, string id, TimeSpan most, CancellationToken cancel = default)
    {
        // Not disposed: a commit may be on its way to it.
        var moved = new SemaphoreSlim(0);
        using var subscription = feed.Subscribe(workspace, rows =>
        {
            if (rows.Any(r => r.Type is EventTypes.TaskFinished or EventTypes.HandoffResolved or EventTypes.AgentMessageExpired)) moved.Release();
        });
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(most);
        while (true)
        {
            var message = await messages.FindAsync(workspace, id, cancel);
            if (message is not { Status: MessageQueries.Queued or MessageQueries.Delivered }) return message;
            try
            {
                await moved.WaitAsync(limit.Token);
            }
            catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
            {
                return message;
            }
        }
    }

    // Where it belongs: a task's message to the task's customer and thread, a thread's to the thread's customer.
    private async Task<(AgentMessage Message, string? Customer, List<Fault> Faults)> PlaceAsync(string workspace, MessageDraft draft, CancellationToken cancel)
    {
        var (faults, config) = (new List<Fault>(), configurations.Of(workspace));
        var id = draft.Id ?? Guid.CreateVersion7().ToString("N");
        var (thread, customer) = (draft.Thread, (string?)null);
        if (!draft.From.StartsWith(MessageDraft.ByKey, StringComparison.Ordinal) && config.Agent(draft.From) is null)
            faults.Add(new Fault("/from", $"No agent is called {draft.From}. Define it first: PUT /api/v1/agents/{draft.From} with {{ \"department\": \"…\", \"kind\": \"pull\" }}."));
        if (draft.Task is { } at)
        {
            var task = lookups.ReadTask(workspace, at);
            if (task is null || task.Agent != draft.From) faults.Add(new Fault("/task", $"{draft.From} has no task {at}."));
            else (customer, thread) = (task.Customer ?? CustomerState.OfWorkspace, thread ?? (await messages.OfTaskAsync(workspace, at, cancel))?.Thread);
        }

        if (draft.Thread is { } named)
        {
            var first = await messages.FindAsync(workspace, named, cancel);
            if (first is null) faults.Add(new Fault("/thread", $"There is no thread {named}; a thread is named by its first message."));
            else if (customer is not null && customer != Lane(first.Row)) faults.Add(new Fault("/thread", $"The thread {named} is not about the customer of the task."));
            else customer = Lane(first.Row);
        }

        if (draft.Customer is { } address) CheckCustomer(workspace, address, customer, faults);
        if (faults.Count == 0 && Recipients.Of(draft.To, draft.From, thread ?? id, config) is { Agent: null, Why: var nobody }) faults.Add(new Fault("/to", nobody));
        return (Message(draft, id, thread ?? id), customer, faults);
    }

    private AgentMessage Message(MessageDraft draft, string id, string thread) => new(id, draft.From, draft.To, draft.Text, clock.GetUtcNow() + draft.Life)
    {
        Priority = draft.Priority,
        Data = draft.Data,
        Thread = thread,
        Task = draft.Task,
    };

    private void CheckCustomer(string workspace, Address address, string? known, List<Fault> faults)
    {
        if (conductor.IsNobody(workspace, address)) faults.Add(new Fault("/customer", $"There is no customer {address.Value} in this workspace; ids of this form are made by Baton."));
        else if (known is not null && conductor.Find(workspace, address) != known) faults.Add(new Fault("/customer", $"The task or thread of this message is not about {address}. Leave the customer out, or begin a new thread."));
    }

    private SendOutcome Again(MessageView known, MessageDraft draft)
    {
        var row = known.Row;
        var same = row.Sender == draft.From && row.Recipient == draft.To && row.Text == draft.Text && row.Priority == (int)draft.Priority && IsSame(row.Data, draft.Data)
            && (draft.Thread ?? row.Thread) == row.Thread && draft.Task == row.SenderTask && (draft.Customer is not { } address || conductor.Find(row.Workspace, address) == row.Customer);
        return new(same ? SendStatus.Repeated : SendStatus.Conflict, known, []);
    }

    private static bool IsSame(string? kept, JsonElement? sent) => (kept, sent) is (null, null) || kept is not null && sent is { } data && JsonElement.DeepEquals(JsonElement.Parse(kept), data);

    private static string Lane(MessageRow row) => row.Customer ?? CustomerState.OfWorkspace;
}
