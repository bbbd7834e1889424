using System.Text.Json;
using Baton.Core.Arbitration;
using Baton.Core.Customers;
using Baton.Core.Policies;
using Baton.Engine.Clocks;
using Baton.Engine.Storage.Rows;

namespace Baton.Web.Customers;

/// <summary>A customer as known now.</summary>
/// <param name="Id">Baton's id.</param>
/// <param name="Addresses">Every address, as <c>kind:value</c>.</param>
/// <param name="Attributes">What is known, by name.</param>
/// <param name="Consent">Consent by purpose or channel, and <c>doNotContact</c>.</param>
/// <param name="OpenCases">Cases not yet closed.</param>
/// <param name="OpenHandoffs">Handoffs not yet resolved.</param>
/// <param name="Holds">Holds in force.</param>
/// <param name="Cooldowns">Cooldowns that run.</param>
/// <param name="Version">Rises with each event; also the ETag.</param>
internal sealed record CustomerAnswer(
    string Id,
    IReadOnlyList<string> Addresses,
    IReadOnlyDictionary<string, JsonElement> Attributes,
    IReadOnlyDictionary<string, bool> Consent,
    IReadOnlyList<CaseItem> OpenCases,
    IReadOnlyList<OpenHandoffItem> OpenHandoffs,
    IReadOnlyList<HoldItem> Holds,
    IReadOnlyList<CooldownItem> Cooldowns,
    long Version)
{
    public static CustomerAnswer Of(CustomerState state, Policy policy, DateTimeOffset now)
    {
        var clocks = Clocks.Of(state, policy, now);
        return new(
            state.Id,
            [.. state.Addresses.Select(a => a.ToString())],
            state.Attributes.ToDictionary(a => a.Key, a => a.Value.Value, StringComparer.Ordinal),
            state.Consent.ToDictionary(StringComparer.Ordinal),
            [.. state.OpenCases.Select(c => new CaseItem(c.Id, c.Department, c.Title, c.Priority, c.Opened))],
            [.. state.Handoffs.Select(h => new OpenHandoffItem(h.Id, h.Queue, h.Owner, h.Title, h.Opened))],
            [.. clocks.Holds.Select(h => new HoldItem(h.Rule, h.Since, h.Blocks))],
            [.. clocks.Cooldowns.Select(c => new CooldownItem(c.Rule, c.Until, c.Blocks))],
            state.Version);
    }
}

/// <summary>An open case.</summary>
internal sealed record CaseItem(string Id, string Department, string? Title, string? Priority, DateTimeOffset Opened);

/// <summary>An open handoff.</summary>
internal sealed record OpenHandoffItem(string Id, string Queue, string? Owner, string Title, DateTimeOffset Opened);

/// <summary>A hold in force: the rule, since when, and what it blocks in words.</summary>
internal sealed record HoldItem(string Rule, DateTimeOffset Since, string Blocks);

/// <summary>A cooldown that runs: the rule, until when, and what it blocks in words.</summary>
internal sealed record CooldownItem(string Rule, DateTimeOffset Until, string Blocks);

/// <summary>A customer in a list.</summary>
internal sealed record CustomerItem(string Id, string? Name, IReadOnlyList<string> Addresses, string? Plan, int OpenCases, int OpenHandoffs, int WaitingActions, bool DoNotContact, DateTimeOffset LastEvent)
{
    public static CustomerItem Of(CustomerRow row, IEnumerable<AddressRow> addresses) =>
        new(row.Id, row.Name, [.. addresses.Select(a => $"{a.Kind}:{a.Value}")], row.Plan, row.OpenCases, row.OpenHandoffs, row.Waiting, row.DoNotContact, row.LastAt.ToTime());
}

/// <summary>A change to a customer: JSON Merge Patch, in which null removes.</summary>
/// <param name="Attributes">Attributes to set.</param>
/// <param name="Consent">Consent to set: true or false by purpose or channel.</param>
internal sealed record CustomerPatch(IReadOnlyDictionary<string, JsonElement>? Attributes, IReadOnlyDictionary<string, bool?>? Consent);
