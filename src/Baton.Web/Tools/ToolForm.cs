using System.Globalization;
using System.Text.Json;
using Baton.Core.Events;
using Baton.Core.Tools;

namespace Baton.Web.Tools;

/// <summary>A tool of a web address while a person edits it: texts as typed, and every fault beside its field.</summary>
internal sealed class ToolForm
{
    private readonly ToolDefinition? _known;

    /// <summary>Begins with a definition, or with nothing.</summary>
    public ToolForm(ToolDefinition? known)
    {
        _known = known;
        if (known is not { Http: { } call }) return;
        (Name, Description, Writes) = (known.Name, known.Description, known.Writes);
        (Method, Address, Credential, CredentialHeader) = (call.Method, call.Address, call.Credential ?? "", call.CredentialHeader ?? "");
        Arguments = ToolWords.Pretty(known.Arguments);
        Cost = known.Cost.ToString("0.######", CultureInfo.InvariantCulture);
        TimeoutSeconds = known.Timeout.TotalSeconds.ToString("0.##", CultureInfo.InvariantCulture);
    }

    public string Name { get; set; } = "";
    public string Description { get; set; } = "";
    public string Method { get; set; } = "GET";
    public string Address { get; set; } = "";
    public bool Writes { get; set; }
    public string Credential { get; set; } = "";
    public string CredentialHeader { get; set; } = "";

    /// <summary>JSON Schema; empty makes each name in the address's braces a text that is needed.</summary>
    public string Arguments { get; set; } = "";

    public string Cost { get; set; } = "0";
    public string TimeoutSeconds { get; set; } = "30";

    /// <summary>The definition as typed; null with what is wrong by the name of the property.</summary>
    public ToolDefinition? Read(out IReadOnlyDictionary<string, string> faults)
    {
        var wrong = new Dictionary<string, string>(StringComparer.Ordinal);
        var schema = SchemaAsTyped(wrong);
        if (!decimal.TryParse(Cost, NumberStyles.Number, CultureInfo.InvariantCulture, out var cost) || cost is < 0 or > 10_000) wrong[nameof(Cost)] = "A number from 0 to 10000.";
        if (!double.TryParse(TimeoutSeconds, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) || seconds is not (>= 1 and <= 300)) wrong[nameof(TimeoutSeconds)] = "From 1 to 300 seconds.";
        var tool = (_known ?? new ToolDefinition { Name = "", Description = "" }) with
        {
            Name = Name.Trim(),
            Description = Description.Trim(),
            Kind = ToolKind.Http,
            Arguments = schema,
            Writes = Writes,
            Cost = cost,
            Timeout = TimeSpan.FromSeconds(wrong.ContainsKey(nameof(TimeoutSeconds)) ? 30 : seconds),
            Http = (_known?.Http ?? new HttpCall { Method = "", Address = "" }) with { Method = Method, Address = Address.Trim(), Credential = Given(Credential), CredentialHeader = Given(CredentialHeader) },
        };
        foreach (var fault in ToolChecks.FaultsOf(tool)) wrong.TryAdd(PropertyOf(fault.Pointer), fault.Detail);
        faults = wrong;
        return wrong.Count == 0 ? tool : null;
    }

    private JsonElement SchemaAsTyped(Dictionary<string, string> wrong)
    {
        try
        {
            return string.IsNullOrWhiteSpace(Arguments) ? OfAddress() : JsonElement.Parse(Arguments);
        }
        catch (JsonException fault)
        {
            wrong[nameof(Arguments)] = $"This is not JSON: {fault.Message}";
            return OfAddress();
        }
    }

    private JsonElement OfAddress() => Payload.Of(json =>
    {
        var names = HttpTemplate.ArgumentsOf(Address);
        json.WriteString("type", "object");
        json.WriteStartObject("properties");
        foreach (var name in names)
        {
            json.WriteStartObject(name);
            json.WriteString("type", "string");
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteStartArray("required");
        foreach (var name in names) json.WriteStringValue(name);
        json.WriteEndArray();
        json.WriteBoolean("additionalProperties", false);
    });

    private static string PropertyOf(string pointer) => pointer.Split('/') switch
    {
        ["", "http", "method", ..] => nameof(Method),
        ["", "http", "credentialHeader", ..] => nameof(CredentialHeader),
        ["", "http", ..] => nameof(Address),
        ["", "arguments", ..] => nameof(Arguments),
        ["", "description", ..] => nameof(Description),
        _ => nameof(Name),
    };

    private static string? Given(string text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
