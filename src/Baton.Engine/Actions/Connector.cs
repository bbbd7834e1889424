using Baton.Core.Arbitration;
using Baton.Core.Events;
using Baton.Engine.Pipeline;

namespace Baton.Engine.Actions;

/// <summary>Carries out actions that agents leave to Baton (<c>"execute": "baton"</c>).</summary>
public interface IConnector
{
    /// <summary>Whether it does actions of that kind in that workspace.</summary>
    bool Does(string workspace, string kind);

    /// <summary>Does it. May be called again for the same action after a crash: the action's id is the idempotency key. What it throws counts as a failure with that message.</summary>
    Task DoAsync(ActionToDo action, CancellationToken cancel);

    /// <summary>What else to record, together with the report, once it is done; with ids that are the same whenever it is asked.</summary>
    IEnumerable<Input> Told(ActionToDo action) => [];
}

/// <summary>An allowed action that Baton is to do.</summary>
/// <param name="Workspace">The workspace.</param>
/// <param name="Customer">Baton's id of the customer.</param>
/// <param name="Proposal">What is to be done.</param>
/// <param name="Department">The department of the agent who asked.</param>
/// <param name="Cause">The proposal's place in its chain.</param>
public sealed record ActionToDo(string Workspace, string Customer, Proposal Proposal, string? Department, Link Cause)
{
    /// <summary>Where the customer can be reached.</summary>
    public IReadOnlyList<Address> Addresses { get; init; } = [];
}
