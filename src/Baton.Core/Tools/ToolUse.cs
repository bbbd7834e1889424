using System.Text.Json;
using Baton.Core.Events;

namespace Baton.Core.Tools;

/// <summary>One use of a tool, as the log keeps it in the payload of <c>baton.tool.used</c>: secrets are masked, and what is long is cut.</summary>
public sealed record ToolUse
{
    /// <summary>The longest arguments and results that are kept, in characters of JSON.</summary>
    public const int LongestKept = 16 * 1024;

    /// <summary>The agent who used it.</summary>
    public required string Agent { get; init; }

    /// <summary>The tool.</summary>
    public required string Tool { get; init; }

    /// <summary>The task in which; null when a person tried the tool.</summary>
    public string? Task { get; init; }

    /// <summary>Whether the tool changes something.</summary>
    public bool Writes { get; init; }

    /// <summary>With what.</summary>
    public JsonElement Arguments { get; init; }

    /// <summary>Why it was denied, for programs; null when it was not.</summary>
    public ToolDenial? Denial { get; init; }

    /// <summary>Why it was denied or what went wrong, in one sentence; null when it worked.</summary>
    public string? Fault { get; init; }

    /// <summary>What it answered.</summary>
    public JsonElement? Result { get; init; }

    /// <summary>What it cost, in the workspace's currency.</summary>
    public decimal Cost { get; init; }

    /// <summary>How long it took, in milliseconds.</summary>
    public double DurationMs { get; init; }

    /// <summary>The idempotency key that was sent; null when nothing was sent.</summary>
    public string? Key { get; init; }

    /// <summary>The use without its secrets, short enough to be kept.</summary>
    public ToolUse Kept(Func<string, string>? known = null) => this with
    {
        Arguments = Cut(Masking.Of(Arguments, known)),
        Result = Result is { } result ? Cut(Masking.Of(result, known)) : null,
        Fault = Fault is { } fault ? Masking.Of(fault, known) : null,
    };

    /// <summary>The payload.</summary>
    public JsonElement Write() => Payload.Of(json =>
    {
        json.WriteString("agent", Agent);
        json.WriteString("tool", Tool);
        if (Task is not null) json.WriteString("task", Task);
        if (Writes) json.WriteBoolean("writes", true);
        Member(json, "arguments", Arguments);
        if (Denial is { } denial) json.WriteString("denial", Name(denial));
        if (Fault is not null) json.WriteString("fault", Fault);
        if (Result is { } result) Member(json, "result", result);
        if (Cost != 0) json.WriteNumber("cost", Cost);
        json.WriteNumber("durationMs", Math.Round(DurationMs, 2));
        if (Key is not null) json.WriteString("key", Key);
    });

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static ToolUse Read(JsonElement data) => new()
    {
        Agent = data.Text("agent") ?? "",
        Tool = data.Text("tool") ?? "",
        Task = data.Text("task"),
        Writes = data.Flag("writes") == true,
        Arguments = data.Member("arguments") ?? default,
        Denial = Enum.GetValues<ToolDenial>().Cast<ToolDenial?>().FirstOrDefault(d => Name(d!.Value) == data.Text("denial")),
        Fault = data.Text("fault"),
        Result = data.Member("result"),
        Cost = (decimal)(data.Number("cost") ?? 0),
        DurationMs = data.Number("durationMs") ?? 0,
        Key = data.Text("key"),
    };

    /// <summary>A denial's name in JSON: <c>not-granted</c>.</summary>
    public static string Name(ToolDenial denial) => JsonNamingPolicy.KebabCaseLower.ConvertName(denial.ToString());

    private static JsonElement Cut(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Undefined || value.GetRawText() is not { Length: > LongestKept } raw) return value;
        var end = char.IsHighSurrogate(raw[LongestKept - 1]) ? LongestKept - 1 : LongestKept;
        return Payload.Of(json =>
        {
            json.WriteString("cut", raw.AsSpan(0, end));
            json.WriteNumber("characters", raw.Length);
        });
    }

    private static void Member(Utf8JsonWriter json, string name, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Undefined) return;
        json.WritePropertyName(name);
        value.WriteTo(json);
    }
}
