using System.Net.Mime;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Baton.Core.Classification;
using Baton.Core.Policies;
using Baton.Engine.Classification;
using Baton.Web.Problems;
using Microsoft.Net.Http.Headers;

namespace Baton.Web.Classification;

/// <summary>Reads labelled examples as they were sent: JSON, or comma-separated rows. Every fault is named, up to a hundred.</summary>
internal static class ExamplesBody
{
    /// <summary>The largest body, in bytes.</summary>
    public const int Limit = 10 << 20;

    private const int MostFaults = 100;
    private static readonly string[] LabelColumns = ["category", "label", "intent"];

    /// <exception cref="ProblemException">400, 413, 415 or 422.</exception>
    public static async Task<IReadOnlyList<LabelledText>> ReadAsync(HttpRequest request)
    {
        var type = MediaTypeHeaderValue.TryParse(request.ContentType, out var sent) && JsonBody.IsUtf8(sent) ? sent.MediaType.Value : null;
        if (type is not (MediaTypeNames.Application.Json or MediaTypeNames.Text.Csv)) throw new Problem(StatusCodes.Status415UnsupportedMediaType, $"The content type '{request.ContentType}' is not read here; send {MediaTypeNames.Application.Json} or {MediaTypeNames.Text.Csv}.").Thrown();
        var bytes = await JsonBody.ReadAsync(request, Limit);
        return type == MediaTypeNames.Text.Csv ? Checked(OfCsv(bytes), row => $"/{row}") : Checked(OfJson(JsonBody.Parse(bytes)), index => $"/examples/{index}");
    }

    /// <summary>Reads comma-separated rows under a header that names <c>text</c> and one of <c>category</c>, <c>label</c>, <c>intent</c>.</summary>
    /// <exception cref="ProblemException">400 or 422.</exception>
    public static IReadOnlyList<LabelledText> OfCsv(byte[] bytes)
    {
        if (!Utf8.IsValid(bytes)) throw Problem.Malformed("The file is not valid UTF-8. Save it as UTF-8 and send it again.").Thrown();
        var text = Encoding.UTF8.GetString(bytes).TrimStart('\uFEFF');
        using var reader = new StringReader(text);
        var header = text.AsSpan(0, Math.Max(0, text.AsSpan().IndexOfAny('\r', '\n')));
        try
        {
            return LabelledFile.Read(reader, labelColumn: Column(header.ToString()));
        }
        catch (InvalidDataException fault)
        {
            throw Problem.Wrong("", $"{fault.Message} The first row names the columns: text, and category or label.").Thrown();
        }
    }

    /// <summary>The same, with every example checked.</summary>
    /// <exception cref="ProblemException">400 or 422.</exception>
    public static IReadOnlyList<LabelledText> OfCheckedCsv(byte[] bytes) => Checked(OfCsv(bytes), row => $"/{row}");

    private static string Column(string header) => LabelColumns.FirstOrDefault(name => header.Split(',').Any(column => column.Trim('"') == name)) ?? LabelColumns[0];

    private static List<LabelledText> OfJson(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object || !json.TryGetProperty("examples", out var list) || list.ValueKind != JsonValueKind.Array) throw Problem.Wrong("/examples", "'examples' must be a list of objects with text and label.").Thrown();
        if (json.EnumerateObject().Select(member => member.Name).FirstOrDefault(name => name != "examples") is { } other) throw Problem.Wrong(Fault.To("", other), $"There is no '{other}' here. Known: examples.").Thrown();
        return [.. list.EnumerateArray().Select(example => new LabelledText(Text(example, "text"), Text(example, "label")))];
    }

    private static string Text(JsonElement example, string name) =>
        example.ValueKind == JsonValueKind.Object && example.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";

    private static IReadOnlyList<LabelledText> Checked(IReadOnlyList<LabelledText> examples, Func<int, string> place)
    {
        if (examples.Count is 0 or > ModelLimits.AtOnce) throw Problem.Wrong("", $"Send 1 to {ModelLimits.AtOnce} examples at once; these are {examples.Count}.").Thrown();
        var faults = examples.Index().Select(x => (x.Index, Fault: ModelLimits.FaultOf(x.Item))).Where(x => x.Fault is not null).Take(MostFaults).Select(x => new Fault(place(x.Index), x.Fault!)).ToList();
        return faults.Count == 0 ? examples : throw Problem.Wrong(faults).Thrown();
    }
}
