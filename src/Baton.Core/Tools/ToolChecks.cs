using System.Text.Json;
using Baton.Core.Events;
using Baton.Core.Policies;
using Baton.Core.Schemas;

namespace Baton.Core.Tools;

/// <summary>Whether a definition can be used as it is.</summary>
public static class ToolChecks
{
    /// <summary>The methods that tools call.</summary>
    public static IReadOnlyList<string> Methods { get; } = ["GET", "POST", "PUT", "PATCH", "DELETE"];

    /// <summary>Everything that is wrong with it, each with its place.</summary>
    public static IReadOnlyList<Fault> FaultsOf(ToolDefinition tool)
    {
        var faults = new List<Fault>();
        if (ToolNames.FaultOf(tool.Name) is { } name) faults.Add(new Fault("/name", name));
        if (tool.Description.Trim().Length is 0 or > 2_000) faults.Add(new Fault("/description", "'description' must be a text of 1 to 2000 characters: agents choose a tool by it."));
        Arguments(tool.Arguments, faults);
        if (tool is { Kind: ToolKind.Http, Http: { } call }) Call(call, tool.Arguments, faults);
        return faults;
    }

    private static void Arguments(JsonElement schema, List<Fault> faults)
    {
        if (schema.Text("type") != "object") faults.Add(new Fault("/arguments", "'arguments' must be a JSON Schema whose type is object, for example {\"type\":\"object\",\"properties\":{\"order\":{\"type\":\"string\"}},\"required\":[\"order\"]}."));
        else if (schema.GetRawText().Length > ToolJudge.LongestArguments) faults.Add(new Fault("/arguments", $"'arguments' must be a schema of at most {ToolJudge.LongestArguments} characters."));
        else JsonSchema.Read(schema, faults, "/arguments");
    }

    private static void Call(HttpCall call, JsonElement schema, List<Fault> faults)
    {
        if (!Methods.Contains(call.Method, StringComparer.Ordinal)) faults.Add(new Fault("/http/method", $"'method' must be one of {string.Join(", ", Methods)}."));
        if (HttpTemplate.FaultOf(call.Address) is { } address) faults.Add(new Fault("/http/address", address));
        else if (schema.Member("properties") is { ValueKind: JsonValueKind.Object } known && HttpTemplate.ArgumentsOf(call.Address).FirstOrDefault(a => !known.TryGetProperty(a, out _)) is { } missing)
            faults.Add(new Fault("/http/address", $"The address names {{{missing}}}, which is no argument of the tool."));
        foreach (var (i, place) in call.Places.Index())
        {
            if (place.In == CallPart.Header && !IsHeader(place.Name ?? place.Argument)) faults.Add(new Fault($"/http/places/{i}", $"'{place.Name ?? place.Argument}' is no name of a header that a tool may set."));
        }

        foreach (var (name, value) in call.Headers)
        {
            if (!IsHeader(name) || value.AsSpan().IndexOfAnyInRange('\0', '\u001f') >= 0) faults.Add(new Fault(Fault.To("/http/headers", name), $"'{name}' is no header that a tool may set, or its value holds line breaks."));
            else if (Masking.IsSecret(name)) faults.Add(new Fault(Fault.To("/http/headers", name), $"'{name}' looks like a secret, which would stand in the log. Save it as a credential and name that."));
        }

        if (call.CredentialHeader is { } header && (call.Credential is null || !IsToken(header))) faults.Add(new Fault("/http/credentialHeader", "'credentialHeader' is the name of a header, and goes with 'credential'."));
    }

    // Those that say how the message is sent are not for arguments to choose.
    private static bool IsHeader(string name) =>
        IsToken(name) && name.ToLowerInvariant() is not ("host" or "content-length" or "content-type" or "transfer-encoding" or "connection" or "authorization" or "cookie" or "idempotency-key" or "upgrade" or "te" or "trailer" or "expect");

    private static bool IsToken(string name) => name.Length is > 0 and <= 100 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');
}
