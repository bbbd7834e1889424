using System.Text.Json;
using System.Text.Json.Nodes;
using Baton.Core.Events;
using Baton.Engine.Messages;
using Baton.Engine.Pipeline;
using Baton.Engine.Policies;
using Baton.Web.Keys;
using Baton.Web.Messages;
using Baton.Web.Problems;

namespace Baton.Web.A2a;

/// <summary>A2A's operations as messages to agents: a message becomes a task whose id is the message's and whose context is the message's thread.</summary>
internal sealed class A2aCalls(MessageDesk desk, MessageQueries messages, Configurations configurations)
{
    private const int TaskNotFound = -32001;
    private const int TaskNotCancelable = -32002;
    private const int PushNotSupported = -32003;
    private const int NotSupported = -32004;
    private const int MethodNotFound = -32601;
    private const int InvalidParams = -32602;

    /// <exception cref="A2aException">It cannot be done; why is said for the caller.</exception>
    public Task<JsonNode> CallAsync(string method, JsonElement parameters, Caller caller, string site, CancellationToken cancel) => method switch
    {
        "SendMessage" => SendAsync(new A2aDialect(IsOld: false), parameters, caller, cancel),
        "message/send" => SendAsync(new A2aDialect(IsOld: true), parameters, caller, cancel),
        "GetTask" => GetAsync(new A2aDialect(IsOld: false), parameters, caller, cancel),
        "tasks/get" => GetAsync(new A2aDialect(IsOld: true), parameters, caller, cancel),
        "CancelTask" or "tasks/cancel" => throw new A2aException(TaskNotCancelable, "A message that was sent cannot be taken back. It ends when it is answered, fails or expires."),
        "GetExtendedAgentCard" or "agent/getAuthenticatedExtendedCard" => Task.FromResult<JsonNode>(A2aCard.Extended(site, configurations.Of(caller.Workspace).Agents.Values)),
        "SendStreamingMessage" or "SubscribeToTask" or "ListTasks" or "message/stream" or "tasks/resubscribe" => throw new A2aException(NotSupported, $"{method} is not offered here; send with SendMessage and look again with GetTask."),
        _ when method.Contains("ushNotification", StringComparison.Ordinal) => throw new A2aException(PushNotSupported, "Baton sends no push notifications; look again with GetTask."),
        _ => throw new A2aException(MethodNotFound, $"There is no method {method}. SendMessage, GetTask and GetExtendedAgentCard are offered."),
    };

    private async Task<JsonNode> SendAsync(A2aDialect dialect, JsonElement parameters, Caller caller, CancellationToken cancel)
    {
        if (parameters.Member("message") is not { ValueKind: JsonValueKind.Object } said) throw new A2aException(InvalidParams, "'message' is missing.");
        var draft = DraftOf(said, parameters, caller);
        MessageView message;
        try
        {
            (message, _) = await MessageEndpoints.SentAsync(draft, caller, desk);
        }
        catch (ProblemException wrong)
        {
            throw new A2aException(InvalidParams, wrong.Problem.Errors.Count <= 1 ? wrong.Problem.Detail : string.Join(' ', wrong.Problem.Errors.Select(e => e.Detail)));
        }

        if (Waits(dialect, parameters)) message = await desk.WaitAsync(caller.Workspace, message.Row.Id, MessageDesk.LongestWait, cancel) ?? message;
        return dialect.Sent(message);
    }

    // In 1.0 a call waits unless it says otherwise, in 0.3 only when it says so.
    private static bool Waits(A2aDialect dialect, JsonElement parameters)
    {
        var how = parameters.Member("configuration") ?? default;
        return dialect.IsOld ? how.Flag("blocking") == true : how.Flag("returnImmediately") != true && how.Flag("blocking") != false;
    }

    private static MessageDraft DraftOf(JsonElement said, JsonElement parameters, Caller caller)
    {
        if (said.Text("messageId") is not { Length: > 0 and <= 180 } id) throw new A2aException(InvalidParams, "'message.messageId' must be a text of 1 to 180 characters.");
        if (said.Text("taskId") is { } task) throw new A2aException(NotSupported, $"The task {task} takes no further message. Send a new one with its contextId.");
        var (text, data, fault) = A2aDialect.Read(said);
        if (fault is not null) throw new A2aException(InvalidParams, fault);
        if (text.Length > MessageDraft.LongestText) throw new A2aException(InvalidParams, $"The message is longer than {MessageDraft.LongestText} characters.");
        var more = (said.Member("metadata") ?? default, parameters.Member("metadata") ?? default);
        string? Named(string name) => more.Item1.Text(name) ?? more.Item2.Text(name);
        if ((Named("to") ?? Named("skill") ?? parameters.Text("tenant")) is not { Length: > 0 and <= 200 } to)
            throw new A2aException(InvalidParams, "Say for whom it is, in the metadata of the message: \"to\" is the id of a skill in the extended agent card (an agent's name), skill:<name> or department:<name>.");
        Address? customer = null;
        if (Named("customer") is { } reference) customer = CustomerRefs.TryRead(reference, out var address) ? address : throw new A2aException(InvalidParams, $"'{reference}' names no customer. Write <kind>:<value>, for example email:ana@example.com.");
        return new MessageDraft(MessageDraft.ByKey + caller.Name, to, text) { Id = "a2a-" + id, Data = data, Customer = customer, Thread = said.Text("contextId") };
    }

    private async Task<JsonNode> GetAsync(A2aDialect dialect, JsonElement parameters, Caller caller, CancellationToken cancel)
    {
        var id = parameters.Text("id") ?? throw new A2aException(InvalidParams, "'id' is missing.");
        return await messages.FindAsync(caller.Workspace, id, cancel) is { } message ? dialect.Task(message) : throw new A2aException(TaskNotFound, $"There is no task {id}.");
    }
}

/// <summary>A call that cannot be answered, as a JSON-RPC error.</summary>
internal sealed class A2aException(int code, string message) : Exception(message)
{
    public int Code => code;
}
