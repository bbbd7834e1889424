using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Baton.Engine.Learning;

namespace Baton.Web.Learning;

/// <summary>Writes examples as JSON Lines: in the form in which chat models are fine-tuned, or with every part under its name.</summary>
internal static class ExportLines
{
    public const string ContentType = "application/jsonl; charset=utf-8";
    public static readonly string[] Formats = ["openai", "plain"];

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Streams them; no example is in memory longer than it takes to write it.</summary>
    public static IResult Of(IAsyncEnumerable<ExportedCase> cases, string format, string file, CancellationToken cancel) => Results.Stream(async body =>
    {
        await foreach (var one in cases.WithCancellation(cancel))
        {
            await JsonSerializer.SerializeAsync(body, format == "plain" ? one : Chat(one), Json, cancel);
            body.WriteByte((byte)'\n');
        }
    }, ContentType, file);

    // The brief is what the system says, the person's decision is what the model should learn to say.
    private static object Chat(ExportedCase one) => new
    {
        messages = (object[])
        [
            new { role = "system", content = Brief(one) },
            .. one.Conversation.Select(message => new { role = message.FromCustomer ? "user" : "assistant", content = message.Text }),
            .. one.Conversation is [{ FromCustomer: true }, ..] || one.Conversation.Any(message => message.FromCustomer) ? (object[])[] : [new { role = "user", content = one.Title }],
            new { role = "assistant", content = Decision(one) },
        ],
    };

    private static string Brief(ExportedCase one) =>
        $"A case for a person of {one.Queue}: {one.Title} {one.Reason}{(one.Proposed is { } proposed ? $" An agent proposed: {proposed.GetRawText()}" : "")} Say what the person decides.";

    private static string Decision(ExportedCase one) => JsonSerializer.Serialize(new { one.Outcome, one.Label, one.Answer, one.Note }, Json);
}
