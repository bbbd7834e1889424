using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using Baton.Core.Agents;
using Baton.Core.Events;
using Baton.Engine.Agents.Spending;
using Baton.Engine.Storage.Facets;
using Baton.Engine.Storage.Lookups;
using Baton.Engine.Timeline;

namespace Baton.Engine.Agents.Limits;

/// <summary>
/// Holds agents to what they may use in an hour and in a day. What was used is read from the database, where it was written together with each result, so that it is right after a
/// crash and on every node; what this node's calls in flight will use is set aside until their results are there.
/// </summary>
public sealed class Budgets(LogLookups lookups, FacetIndex facets, AgentNotices notices, TimeProvider clock)
{
    // While calls are under way that may turn out cheaper than feared: looked at again when one ends, and after this in any case.
    private static readonly TimeSpan Recheck = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<AgentKey, BudgetLedger> _ledgers = new();

    /// <summary>Raised when a call ended for which others wait.</summary>
    internal event Action<AgentKey>? Freed;

    /// <summary>Sets one call aside. Null when it may begin: then <paramref name="leave"/> gives back what was set aside.</summary>
    /// <param name="key">The agent.</param>
    /// <param name="limits">Its limits.</param>
    /// <param name="llm">Its model, if it has one.</param>
    /// <param name="leave">To be called when the result is on disk, or when there will be none.</param>
    internal Entry? Enter(AgentKey key, AgentLimits limits, LlmSettings? llm, out Action? leave)
    {
        leave = null;
        if (limits is { Hourly: null, Daily: null }) return null;
        var ledger = LedgerOf(key);
        lock (ledger)
        {
            var spent = Read(key, llm, ledger.InFlight);
            foreach (var window in Windows(limits, spent)) if (Look(key, ledger, window, spent) is { } stopped) return stopped;
            GoOn(key, ledger, limits, spent);
            ledger.InFlight++;
        }

        leave = () => Leave(key, ledger);
        return null;
    }

    /// <summary>How many tasks an agent that fetches its own may be given now.</summary>
    /// <param name="key">The agent.</param>
    /// <param name="limits">Its limits.</param>
    /// <param name="underWay">Tasks that it has fetched and not ended.</param>
    /// <param name="wanted">How many it asks for.</param>
    internal int Left(AgentKey key, AgentLimits limits, int underWay, int wanted)
    {
        var ledger = LedgerOf(key);
        lock (ledger)
        {
            var spent = Read(key, llm: null, underWay);
            var may = 0;
            for (; may < wanted; may++) if (Windows(limits, spent).Any(window => Look(key, ledger, window, spent with { InFlight = underWay + may }) is not null)) break;
            if (may > 0) GoOn(key, ledger, limits, spent);
            return may;
        }
    }

    /// <summary>How an agent's budgets stand, by the same figures that hold it to them; results that are still to come are not among them.</summary>
    public IReadOnlyList<BudgetStand> StandsOf(string workspace, AgentDefinition agent) => agent.Limits is { } limits && limits is not { Hourly: null, Daily: null }
        ? [.. Windows(limits, Read(new AgentKey(workspace, agent.Name), agent.Llm, inFlight: 0)).SelectMany(window => window.Stands(agent.Name))]
        : [];

    private BudgetLedger LedgerOf(AgentKey key) => _ledgers.TryGetValue(key, out var ledger) ? ledger : _ledgers.GetOrAdd(key, new BudgetLedger { IsStopped = WasStopped(key) });

    private void GoOn(AgentKey key, BudgetLedger ledger, AgentLimits limits, Spent spent)
    {
        if (ledger.IsStopped) Tell(key, "resumed", Windows(limits, spent).First(), spent);
        ledger.IsStopped = false;
    }

    private void Leave(AgentKey key, BudgetLedger ledger)
    {
        bool isAwaited;
        lock (ledger)
        {
            ledger.InFlight--;
            (isAwaited, ledger.IsAwaited) = (ledger.IsAwaited, false);
        }

        if (isAwaited) Freed?.Invoke(key);
    }

    private Entry? Look(AgentKey key, BudgetLedger ledger, BudgetWindow window, Spent spent)
    {
        if (window.Allows(spent))
        {
            if (window.IsNear(spent)) Tell(key, "warned", window, spent);
            return null;
        }

        if (window.Allows(spent with { InFlight = 0 }))
        {
            ledger.IsAwaited = true;
            return Entry.Wait(clock.GetUtcNow() + Recheck);
        }

        ledger.IsStopped = true;
        Tell(key, "stopped", window, spent);
        return window.Budget.Then == BudgetEnd.Wait ? Entry.Wait(window.End) : Entry.Refuse($"its budget for the {window.Name} is used up: {window.InWords(spent)}");
    }

    private static IEnumerable<BudgetWindow> Windows(AgentLimits limits, Spent spent)
    {
        if (limits.Hourly is { } hourly) yield return new BudgetWindow("hour", hourly, spent.InHour, spent.Hour, 1);
        if (limits.Daily is { } daily) yield return new BudgetWindow("day", daily, spent.InDay, spent.Hour - spent.Hour % UsageHours.Day, UsageHours.Day);
    }

    private Spent Read(AgentKey key, LlmSettings? llm, int inFlight)
    {
        var hour = UsageHours.Of(clock.GetUtcNow());
        var (inHour, inDay) = (default(Use), default(Use));
        foreach (var used in lookups.UsageSince(key.Workspace, key.Agent, hour - hour % UsageHours.Day))
        {
            var use = new Use(used.Calls, used.Tokens, (decimal)used.Cost);
            inDay += use;
            if (used.Hour == hour) inHour += use;
        }

        return new Spent(hour, inHour, inDay, inFlight, inDay.Calls > 0 ? inDay.PerCall : Most(llm), IsKnown: inDay.Calls > 0);
    }

    // Before anything is known of its calls: the longest answer that its model may give.
    private static Use Most(LlmSettings? llm) => llm is null ? new Use(1, 0, 0) : new Use(1, llm.MaxOutputTokens, llm.MaxOutputTokens * llm.OutputPrice / 1_000_000);

    // Whether its newest news is that it was stopped: what another process said counts as well.
    private bool WasStopped(AgentKey key) =>
        facets.Newest(new FacetQuery(key.Workspace, [new AnyOf(Facet.Agent, [key.Agent]), new AnyOf(Facet.Type, [EventTypes.AgentBudget])]), 1) is [var seq]
        && lookups.ReadRow(key.Workspace, seq)?.ToEvent().Data.Text("state") == "stopped";

    // The same news has the same id, so that it is told once, whoever finds it and however often.
    private void Tell(AgentKey key, string state, BudgetWindow window, Spent spent)
    {
        var limit = string.Create(CultureInfo.InvariantCulture, $"{window.Budget.Calls}.{window.Budget.Tokens}.{window.Budget.Money}");
        var id = string.Create(CultureInfo.InvariantCulture, $"budget.{key.Agent}.{window.Name}.{window.From}.{state}.{limit}");
        if (!_ledgers[key].Said(id)) return;
        notices.Tell(key.Workspace, EventTypes.AgentBudget, id, new JsonObject
        {
            ["name"] = key.Agent,
            ["state"] = state,
            ["window"] = window.Name,
            ["used"] = window.InWords(spent),
            ["until"] = window.End,
            ["then"] = window.Budget.Then == BudgetEnd.Wait ? "wait" : "fallback",
        });
    }
}
