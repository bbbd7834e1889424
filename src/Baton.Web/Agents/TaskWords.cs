using System.Text.Encodings.Web;
using System.Text.Json;
using Baton.Engine.Agents;
using Baton.Engine.Storage.Rows;

namespace Baton.Web.Agents;

/// <summary>How a task stands, in words.</summary>
internal static class TaskWords
{
    // Shown as text, never as markup, so that letters need no escaping to be read.
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Standing(TaskRow task) => task.ResultStatus switch
    {
        "success" => "Done",
        "failure" => "Failed",
        "needs-human-review" => "Wants a person's review",
        "needs-more-info" => "Needs to know more",
        _ => Open(task) is var open ? char.ToUpperInvariant(open[0]) + open[1..] : "",
    };

    public static string Open(TaskRow task) => task.Status switch
    {
        "leased" => "at work",
        "cancelled" => "cancelled",
        _ => "waits",
    };

    public static string Ordinal(TaskRow task, IReadOnlyList<TaskRow> tries) => $"try {Attempt(task, tries)}";

    /// <summary>Which try of its agent it is; 1 for the first. Each try of an agent that Baton calls is a row of its own; one that fetches its tasks may lease the same more than once.</summary>
    public static int Attempt(TaskRow task, IReadOnlyList<TaskRow> tries) => Math.Max(task.Attempt, 1 + tries.TakeWhile(t => t.Id != task.Id).Count(t => t.Agent == task.Agent));

    public static string Took(TaskRow task) => task is { Started: { } started, Finished: { } finished } ? AgentWords.Time(TimeSpan.FromMilliseconds(finished - started)) : "–";

    public static string Tokens(TaskRow task) => task.InputTokens is null && task.OutputTokens is null ? "none" : $"{Number(task.InputTokens)} read, {Number(task.OutputTokens)} written";

    private static string Number(long? count) => (count ?? 0).ToString("N0", System.Globalization.CultureInfo.InvariantCulture);

    public static string Readable(JsonElement value) => JsonSerializer.Serialize(value, Indented);

    public static string NothingSent(TaskStory story) =>
        story.IsInside ? "Nothing left Baton: the agent runs inside it."
        : story.Result is null && story.Task.Status != "leased" ? "Nothing yet."
        : "Nothing is known to have been sent.";
}
