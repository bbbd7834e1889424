using System.Text.Json;
using Baton.Core.Events;

namespace Baton.Engine.Agents.Calling.A2a;

/// <summary>How far an agent is with what it was sent.</summary>
internal enum A2aState
{
    /// <summary>It works on it, or will.</summary>
    Working,

    /// <summary>It is done.</summary>
    Completed,

    /// <summary>It wants to know something, or a permission.</summary>
    Asks,

    /// <summary>It could not do it.</summary>
    Failed,

    /// <summary>It will not do it.</summary>
    Rejected,

    /// <summary>It was told to stop, by somebody.</summary>
    Canceled,
}

/// <summary>What an agent answered: a task of its own, or at once a message.</summary>
/// <param name="Task">Its id of the task; null when it answered with a message.</param>
/// <param name="State">How far it is.</param>
/// <param name="Text">What it says, or made.</param>
/// <param name="Data">The data in it.</param>
internal sealed record A2aReply(string? Task, A2aState State, string Text, IReadOnlyList<JsonElement> Data)
{
    /// <summary>Reads a result of either version; null when it is neither a task nor a message.</summary>
    public static A2aReply? Read(JsonElement result)
    {
        if ((result.Member("task") ?? (result.Member("status") is not null ? result : null)) is { } task) return OfTask(task);
        var message = result.Member("message") ?? result;
        if (message.Member("parts") is null) return null;
        var (text, data) = Said([message]);
        return new A2aReply(null, A2aState.Completed, text, data);
    }

    private static A2aReply? OfTask(JsonElement task)
    {
        if (task.Text("id") is not { Length: > 0 } id || StateOf(task.Member("status")?.Text("state")) is not { } state) return null;
        var said = task.Member("status")?.Member("message");
        var (text, data) = state == A2aState.Completed && Items(task, "artifacts") is { Count: > 0 } artifacts ? Said(artifacts)
            : said is { } message ? Said([message])
            : Said([.. Items(task, "history").Where(m => m.Text("role") is "agent" or "ROLE_AGENT").TakeLast(1)]);
        return new A2aReply(id, state, text, data);
    }

    private static A2aState? StateOf(string? state) => state?.ToUpperInvariant().Replace("TASK_STATE_", "", StringComparison.Ordinal).Replace('-', '_') switch
    {
        "SUBMITTED" or "WORKING" => A2aState.Working,
        "COMPLETED" => A2aState.Completed,
        "INPUT_REQUIRED" or "AUTH_REQUIRED" => A2aState.Asks,
        "FAILED" => A2aState.Failed,
        "REJECTED" => A2aState.Rejected,
        "CANCELED" or "CANCELLED" => A2aState.Canceled,
        _ => null,
    };

    private static (string Text, IReadOnlyList<JsonElement> Data) Said(IReadOnlyList<JsonElement> holders)
    {
        var parts = holders.SelectMany(h => Items(h, "parts")).ToList();
        return (string.Join('\n', parts.Select(p => p.Text("text")).OfType<string>()), [.. parts.Select(p => p.Member("data")).OfType<JsonElement>()]);
    }

    private static List<JsonElement> Items(JsonElement value, string name) => value.Member(name) is { ValueKind: JsonValueKind.Array } list ? [.. list.EnumerateArray()] : [];
}
