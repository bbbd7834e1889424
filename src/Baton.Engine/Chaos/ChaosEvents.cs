using System.Text.Json;
using Baton.Core.Events;
using Baton.Engine.Pipeline;

namespace Baton.Engine.Chaos;

/// <summary>What people did to test their setup, written into the log.</summary>
internal static class ChaosEvents
{
    public static Task<Turn> RecordAsync(Conductor conductor, string workspace, string type, Actor by, Action<Utf8JsonWriter> data, CancellationToken cancel) => conductor.TakeAsync(workspace, Input.Act("baton/chaos", type, by, Payload.Of(data)), cancel);

    /// <summary>A new name that nothing else has.</summary>
    public static string NewId(string kind) => $"{kind}-{Guid.CreateVersion7().ToString("N")[^12..]}";
}
