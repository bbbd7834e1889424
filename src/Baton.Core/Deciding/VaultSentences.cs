using System.Text.Json;
using Baton.Core.Events;

namespace Baton.Core.Deciding;

/// <summary>Changes to what agents may reach, and with what, in words.</summary>
internal static class VaultSentences
{
    public static string Of(Event e) => e.Type switch
    {
        EventTypes.OutboundChanged when Texts(e, "allowed") is { Length: > 0 } allowed => $"{e.Actor.Name} lets calls reach {allowed} besides public addresses.",
        EventTypes.OutboundChanged => $"{e.Actor.Name} lets calls reach public addresses only.",
        EventTypes.CredentialPut => $"{e.Actor.Name} {(e.Data.Flag("rotated") == true ? "gave the credential {0} another value" : "added the credential {0}").Replace("{0}", e.Data.Text("credential"), StringComparison.Ordinal)} for {Texts(e, "hosts")}.",
        _ => $"{e.Actor.Name} deleted the credential {e.Data.Text("credential")}.",
    };

    private static string Texts(Event e, string name) => e.Data.Member(name) is { ValueKind: JsonValueKind.Array } list
        ? string.Join(", ", list.EnumerateArray().Where(t => t.ValueKind == JsonValueKind.String).Select(t => t.GetString()))
        : "";
}
