using Baton.Core.Customers;
using Baton.Core.Events;
using Baton.Engine.Clocks;
using Baton.Engine.Storage.Journaling;
using Baton.Engine.Storage.Rows;

namespace Baton.Engine.Customers;

/// <summary>Customers as lists show them.</summary>
internal static class CustomerRecords
{
    // A list shows minutes, so a customer of whom nothing else changed is written once a minute at most.
    private const long Stale = 60_000;

    public static void Write(WriteUnit unit, string workspace, Event e, CustomerState state, CachedState cached)
    {
        if (e.Customer is null) return;
        var row = RowOf(workspace, e, state);
        if (cached.Row is { } last && row.LastAt - last.LastAt < Stale && row with { Version = last.Version, LastSeq = last.LastSeq, LastAt = last.LastAt } == last) return;
        unit.Put(row);
        cached.Row = row;
    }

    private static CustomerRow RowOf(string workspace, Event e, CustomerState state)
    {
        var name = state.AttributeText("name");
        return new CustomerRow
        {
            Workspace = workspace,
            Id = state.Id,
            Name = name,
            Search = string.Join(' ', state.Addresses.Select(a => a.Value).Append(name ?? "")).ToLowerInvariant(),
            Plan = state.AttributeText("plan") ?? state.AttributeText("membership"),
            OpenCases = state.OpenCases.Length,
            OpenHandoffs = state.Handoffs.Length,
            Waiting = state.Actions.Count(a => a.IsPending),
            DoNotContact = state.DoNotContact,
            Version = state.Version,
            LastSeq = e.Seq,
            LastAt = e.Received.ToUnix(),
        };
    }
}
