using System.Net.Mime;
using System.Text.Json;
using Baton.Core.Policies;
using Baton.Engine.Pipeline;
using Baton.Web.Problems;
using Microsoft.Net.Http.Headers;

namespace Baton.Web.Events;

/// <summary>Reads the events of a request in any of the three ways of CloudEvents over HTTP: structured, batch, binary.</summary>
internal static class EventBody
{
    public const string Structured = "application/cloudevents+json";
    public const string Batch = "application/cloudevents-batch+json";
    public const int BatchLimit = 10 << 20;
    public const int MostEvents = 1000;

    /// <exception cref="ProblemException">400, 413, 415 or 422; then nothing of the request counts.</exception>
    public static async Task<IReadOnlyList<Input>> ReadAsync(HttpRequest request)
    {
        var sent = MediaTypeHeaderValue.TryParse(request.ContentType, out var parsed) ? parsed : null;
        var type = sent?.MediaType.Value?.ToLowerInvariant();
        if (type?.StartsWith("application/cloudevents", StringComparison.Ordinal) == true)
        {
            if (!JsonBody.IsUtf8(sent!)) throw Unread(request).Thrown();
            return type switch
            {
                Structured => ReadOne(JsonBody.Parse(await JsonBody.ReadAsync(request, JsonBody.Limit))),
                Batch => ReadBatch(JsonBody.Parse(await JsonBody.ReadAsync(request, BatchLimit))),
                _ => throw Unread(request).Thrown(),
            };
        }

        if (BinaryEvents.IsOne(request)) return [await BinaryEvents.ReadAsync(request, sent)];
        if (type != MediaTypeNames.Application.Json || !JsonBody.IsUtf8(sent!)) throw Unread(request).Thrown();

        // A plain application/json that holds events in structured form: forgiven, since it can mean nothing else.
        var json = JsonBody.Parse(await JsonBody.ReadAsync(request, BatchLimit));
        return json.ValueKind == JsonValueKind.Array ? ReadBatch(json) : ReadOne(json);
    }

    private static Problem Unread(HttpRequest request) =>
        new(StatusCodes.Status415UnsupportedMediaType, $"The content type '{request.ContentType}' is not read here. Send {Structured}, {Batch}, or the data with its attributes in ce-* headers.");

    private static IReadOnlyList<Input> ReadOne(JsonElement json)
    {
        var faults = new List<Fault>();
        var input = Read(json, "", faults);
        return faults.Count == 0 ? [input!] : throw Problem.Wrong(faults).Thrown();
    }

    private static List<Input> ReadBatch(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Array) throw Problem.Wrong("", "A batch is a JSON array of events.").Thrown();
        if (json.GetArrayLength() > MostEvents) throw new Problem(StatusCodes.Status413PayloadTooLarge, $"A batch has at most {MostEvents} events; this one has {json.GetArrayLength()}.").Thrown();
        var faults = new List<Fault>();
        var inputs = new List<Input>(json.GetArrayLength());
        foreach (var (i, element) in json.EnumerateArray().Index())
        {
            if (System.Text.Encoding.UTF8.GetByteCount(element.GetRawText()) > JsonBody.Limit) throw new Problem(StatusCodes.Status413PayloadTooLarge, $"The event at /{i} is larger than 1 MiB.").Thrown();
            if (Read(element, $"/{i}", faults) is { } input) inputs.Add(input);
        }

        return faults.Count == 0 ? inputs : throw Problem.Wrong(faults).Thrown();
    }

    /// <summary>Reads one event in structured form; null when it has faults, which were noted.</summary>
    public static Input? Read(JsonElement json, string pointer, List<Fault> faults)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            faults.Add(new Fault(pointer, "An event is a JSON object."));
            return null;
        }

        var e = new CloudEvent(pointer, faults);
        foreach (var member in json.EnumerateObject())
        {
            switch (member.Name)
            {
                case "data":
                    e.Data = member.Value.Clone();
                    break;
                case CloudEvent.Base64Member when member.Value.ValueKind != JsonValueKind.Null:
                    ReadBase64(member.Value, e);
                    break;
                default:
                    if (Value(member.Value) is { } value) e.Set(member.Name, value);
                    else if (member.Value.ValueKind != JsonValueKind.Null) e.Wrong(member.Name, $"'{member.Name}' must be a text, a whole number, true or false.");
                    break;
            }
        }

        if (e.Base64 is not null && e.Data.ValueKind != JsonValueKind.Undefined) e.Wrong(CloudEvent.Base64Member, "An event has data or data_base64, not both.");
        return e.ToInput();
    }

    private static void ReadBase64(JsonElement value, CloudEvent e)
    {
        if (value.ValueKind == JsonValueKind.String && value.TryGetBytesFromBase64(out _)) e.Base64 = value.GetString();
        else e.Wrong(CloudEvent.Base64Member, "'data_base64' must be a text in base64.");
    }

    private static object? Value(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number when value.TryGetInt32(out var number) => number,
        _ => null,
    };
}
