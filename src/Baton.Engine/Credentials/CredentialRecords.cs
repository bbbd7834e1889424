using System.Text.Json;
using Baton.Core.Events;
using Baton.Engine.Clocks;
using Baton.Engine.Storage.Journaling;
using Baton.Engine.Storage.Rows;

namespace Baton.Engine.Credentials;

/// <summary>What the log says about credentials, and what follows from it for their rows in the same commit.</summary>
internal static class CredentialRecords
{
    public static JsonElement Put(CredentialRow row, IReadOnlyList<string> hosts, bool isRotation, DateTimeOffset previousUntil) => Payload.Of(json =>
    {
        json.WriteString("credential", row.Name);
        json.WriteString("version", row.Version);
        json.WriteStartArray("hosts");
        foreach (var host in hosts) json.WriteStringValue(host);
        json.WriteEndArray();
        json.WriteBoolean("rotated", isRotation);
        if (isRotation) json.WriteString("until", previousUntil);
    });

    public static JsonElement Deleted(string name) => Payload.Of(json => json.WriteString("credential", name));

    public static void Write(WriteUnit unit, string workspace, Event e)
    {
        if (e.Data.Text("credential") is not { } name) return;
        if (e.Type == EventTypes.CredentialDeleted)
        {
            unit.RemoveCredential(workspace, name);
            return;
        }

        var started = new CredentialRow { Workspace = workspace, Name = name, Version = e.Data.Text("version") ?? "", Sealed = "", Hosts = "", Author = "", Created = 0, Since = e.Received.ToUnix() };
        unit.Start(started, (e.Data.Time("until") ?? e.Received).ToUnix());
    }
}
