using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Baton.Core.Customers;
using Baton.Core.Events;
using Baton.Core.Tools;
using Baton.Engine.Pipeline;
using Baton.Engine.Storage.Archives;
using Baton.Engine.Storage.Lookups;
using Baton.Engine.Timeline;

namespace Baton.Engine.Tools;

/// <summary>Writes uses of tools into the log, and finds them again.</summary>
public sealed class ToolUses(Conductor conductor, LogLookups lookups, WholeLog log)
{
    private const string Source = "baton/tools";

    /// <summary>Names what is used by whom for which piece of work, whatever order the arguments stand in.</summary>
    internal static string KeyOf(string work, string agent, string tool, JsonElement arguments)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{agent}\n{tool}\n{Ordered(arguments)}"));
        return $"{work}.{Convert.ToHexStringLower(hash.AsSpan(0, 8))}";
    }

    /// <summary>What came of the use with that key, if it was done before.</summary>
    internal ToolUse? Find(string workspace, string key) =>
        lookups.FindDuplicate(workspace, Source, key) is { } seq && log.Read(workspace, seq) is { } row ? ToolUse.Read(row.ToEvent().Data) : null;

    /// <summary>Records a use on the customer's timeline. One that worked and changed something is recorded under its key, so that it is found again; a failed one may be tried again.</summary>
    internal Task<Turn> RecordAsync(string workspace, string? customer, ToolUse use, string id, Actor by, Link? cause, CancellationToken cancel) => conductor.TakeAsync(workspace, new Input
    {
        Source = Source,
        Id = use is { Writes: true, Fault: null, Key: { } key } ? key : id,
        Type = EventTypes.ToolUsed,
        Actor = by,
        Customer = customer ?? CustomerState.OfWorkspace,
        Cause = cause,
        Data = use.Write(),
    }, cancel);

    // The order of members says nothing.
    private static string Ordered(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "{" + string.Join(',', value.EnumerateObject().OrderBy(m => m.Name, StringComparer.Ordinal).Select(m => JsonEncodedText.Encode(m.Name) + ":" + Ordered(m.Value))) + "}",
        JsonValueKind.Array => "[" + string.Join(',', value.EnumerateArray().Select(Ordered)) + "]",
        JsonValueKind.Undefined => "",
        _ => value.GetRawText(),
    };
}
