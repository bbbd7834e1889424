using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Baton.Core.Customers;
using Baton.Core.Deciding;
using Baton.Core.Events;
using Baton.Core.Policies;
using Baton.Core.Timeline;
using Baton.Engine.Policies;
using Baton.Engine.Storage;
using Baton.Engine.Storage.Archives;
using Baton.Engine.Storage.Lookups;
using Baton.Engine.Storage.Rows;
using Baton.Engine.Timeline;
using Microsoft.EntityFrameworkCore;

namespace Baton.Engine.Pipeline;

/// <summary>What a replay of a workspace's log found.</summary>
/// <param name="Rows">Rows replayed.</param>
/// <param name="Customers">Customers among them.</param>
/// <param name="DecisionDigest">SHA-256 over every decision made again, in order.</param>
/// <param name="RecordedDigest">The same over the decisions in the log.</param>
/// <param name="StateDigest">SHA-256 over every customer's state at the end, in order of their ids.</param>
/// <param name="FirstDifference">The first row whose decision came out otherwise; null when all agree.</param>
public sealed record ReplayResult(long Rows, int Customers, string DecisionDigest, string RecordedDigest, string StateDigest, long? FirstDifference)
{
    /// <summary>Whether everything was decided again as it was.</summary>
    public bool Agrees => FirstDifference is null && DecisionDigest == RecordedDigest;
}

/// <summary>Decides a workspace's whole log again, from the first row, archived ones included, and compares. Reads in pages; keeps the states in memory.</summary>
public sealed class Replay(LogLookups lookups, ArchiveShelf shelf, IDbContextFactory<BatonDb> database)
{
    /// <summary>Replays a workspace.</summary>
    /// <exception cref="ArchiveException">Some of its rows were dropped, or cannot be read.</exception>
    public ReplayResult Run(string workspace, CancellationToken cancel = default)
    {
        using var decided = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var recorded = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var states = new Dictionary<string, CustomerState>(StringComparer.Ordinal);
        var configs = new ConfigHistory(workspace, lookups.Models);
        shelf.NeedAll(workspace);
        var archived = new ArchivedPast(LongestCooldown(workspace));
        var rows = 0L;
        long? difference = null;
        foreach (var row in shelf.Rows(workspace).Select(archived.Remember).Concat(lookups.Pages().SelectMany(page => page)).Where(r => r.Workspace == workspace))
        {
            cancel.ThrowIfCancellationRequested();
            var (e, decision) = (row.ToEvent(), Decide(row, states, configs.Of(row), archived));
            if (e.Customer is null) configs.Add(e);
            Append(decided, decision);
            Append(recorded, row.Decisions!);
            if (decision != row.Decisions) difference ??= row.Seq;
            rows++;
        }

        return new ReplayResult(rows, states.Count, Hex(decided), Hex(recorded), LiveStates.DigestOf(states.Values), difference);
    }

    private TimeSpan LongestCooldown(string workspace)
    {
        using var db = database.CreateDbContext();
        return db.Policies.Where(p => p.Workspace == workspace).Select(p => p.Document).AsEnumerable().Select(document => PolicyReader.Read(document, version: 0).LongestCooldown).DefaultIfEmpty().Max();
    }

    private string Decide(LogRow row, Dictionary<string, CustomerState> states, WorkspaceConfig config, ArchivedPast archived)
    {
        var id = row.Customer ?? CustomerState.OfWorkspace;
        var (decision, next) = Decide(lookups, row, states.TryGetValue(id, out var known) ? known : CustomerState.New(id), config, archived.Of(id));
        states[id] = next;
        return decision.ToJson();
    }

    /// <summary>Decides one row again, on the state and the configuration before it.</summary>
    internal static (Decision Decision, CustomerState State) Decide(LogLookups lookups, LogRow row, CustomerState state, WorkspaceConfig config, IEnumerable<LogRow> archived)
    {
        var e = row.ToEvent();
        return row.ToDecision() is { Fault: { } fault, Outcome: EventOutcome.Quarantined } && fault.StartsWith(Conductor.WentWrong, StringComparison.Ordinal)
            ? Decider.Quarantine(state, e, config, fault)
            : Decider.Decide(state, e, config, Decider.NeedsHistory(state, config) ? History.Before(lookups, state.Id, e.Seq, e.Received, config, archived) : null);
    }

    private static void Append(IncrementalHash hash, string text) => hash.AppendData(Encoding.UTF8.GetBytes(text));

    private static string Hex(IncrementalHash hash) => Convert.ToHexStringLower(hash.GetHashAndReset());
}
