using System.Text.Json;
using Baton.Core.Deciding;
using Baton.Core.Events;
using Baton.Core.Routing;
using Baton.Core.Timeline;
using Baton.Engine.Clocks;
using Baton.Engine.Storage.Rows;

namespace Baton.Engine.Timeline;

/// <summary>Events and decisions as rows of the log, and back.</summary>
public static class LogEvents
{
    /// <summary>The event in a row. Addresses that came with it are found in its attributes.</summary>
    public static Event ToEvent(this LogRow row) => new()
    {
        Seq = row.Seq,
        Source = row.Source,
        Id = row.Id,
        Type = row.Type,
        Subject = row.Subject,
        Customer = row.Customer,
        Time = row.Time.ToTime(),
        Received = row.Received.ToTime(),
        Actor = Actor.Parse(row.Actor),
        Cause = row.Cause,
        Root = row.Root,
        Depth = row.Depth,
        Data = row.Data is { } data ? JsonElement.Parse(data) : default,
        Addresses = AddressesOf(row),
        Sights = SightsOf(row),
    };

    /// <summary>What was decided on it.</summary>
    public static Decision ToDecision(this LogRow row) =>
        JsonSerializer.Deserialize<Decision>(row.Decisions ?? throw new InvalidDataException($"Log row {row.Seq} has no decision."), LogJson.Compact)!;

    /// <summary>A decision as the log keeps it.</summary>
    public static string ToJson(this Decision decision) => JsonSerializer.Serialize(decision, LogJson.Compact);

    // Kept beside the subject, since data.customer need not name every address in its normal form.
    private static IReadOnlyList<Address> AddressesOf(LogRow row)
    {
        if (row.Attributes is null || !row.Attributes.Contains(AddressMember, StringComparison.Ordinal)) return [];
        if (JsonElement.Parse(row.Attributes).Member(AddressMember) is not { ValueKind: JsonValueKind.Array } list) return [];
        return [.. list.EnumerateArray().Select(a => Address.TryParse(a.GetString(), out var address) ? address : default).Where(a => a.Kind is not null)];
    }

    private static AgentSight[] SightsOf(LogRow row)
    {
        if (row.Attributes is null || !row.Attributes.Contains(SightMember, StringComparison.Ordinal)) return [];
        return JsonElement.Parse(row.Attributes).Member(SightMember) is { ValueKind: JsonValueKind.Array } list ? list.Deserialize<AgentSight[]>(LogJson.Compact)! : [];
    }

    /// <summary>Whether a member of a row's attributes is Baton's own, and came with no event.</summary>
    public static bool IsOwn(string member) => member is AddressMember or SightMember;

    /// <summary>The member of a row's attributes that says how the agents of a pool stood.</summary>
    public const string SightMember = "batonagents";

    /// <summary>The member of a row's attributes that lists the addresses which the event gave its customer.</summary>
    public const string AddressMember = "batonaddresses";
}
