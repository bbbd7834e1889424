using System.Text.Json;
using Baton.Core.Deciding;
using Baton.Core.Policies;
using Baton.Engine.Policies;
using Baton.Engine.Storage.Archives;
using Baton.Engine.Storage.Lookups;
using Baton.Engine.Timeline;

namespace Baton.Engine.Pipeline;

/// <summary>A decision beside the same one made again.</summary>
/// <param name="Recorded">As it stands in the log.</param>
/// <param name="Again">As it comes out now.</param>
/// <param name="Differs">What comes out otherwise, in the words of the decision: <c>sentence</c>, <c>rulings</c>, <c>tasks</c>, …; nothing when it is the same.</param>
public sealed record DecisionPair(Decision Recorded, Decision Again, IReadOnlyList<string> Differs)
{
    /// <summary>Whether it comes out the same.</summary>
    public bool IsSame => Differs.Count == 0;
}

/// <summary>
/// Makes one recorded decision again, from what was recorded: the customer's log before it, the agents and the policy of that time. With the
/// draft in place of that policy it says what the draft would have decided.
/// </summary>
public sealed class DecisionReplay(LogLookups lookups, PastMoments past, PolicyDesk policies)
{
    /// <summary>Decides an event again; null when it is not in this workspace, or nothing was decided on it.</summary>
    /// <exception cref="ArchiveException">What happened before it was dropped, or cannot be read.</exception>
    public DecisionPair? Run(string workspace, long seq) => past.Before(workspace, seq) is { } moment ? Pair(moment, moment.Config) : null;

    /// <summary>Decides an event again by the draft; null when there is no draft, or no such decision.</summary>
    /// <exception cref="ArchiveException">What happened before it was dropped, or cannot be read.</exception>
    public async Task<DecisionPair?> TryDraftAsync(string workspace, long seq, CancellationToken cancel = default)
    {
        if (await policies.DraftAsync(workspace, cancel) is not { } draft || past.Before(workspace, seq) is not { } moment) return null;
        return Pair(moment, moment.Config with { Policy = PolicyReader.Read(draft.Document, version: 0), Rollout = null });
    }

    private DecisionPair Pair(PastMoment moment, WorkspaceConfig config)
    {
        var again = Replay.Decide(lookups, moment.Row, moment.State, config, moment.Archived).Decision;
        var (was, now) = (JsonElement.Parse(moment.Row.Decisions!), JsonElement.Parse(again.ToJson()));
        var names = was.EnumerateObject().Concat(now.EnumerateObject()).Select(m => m.Name).Distinct(StringComparer.Ordinal);
        return new DecisionPair(moment.Row.ToDecision(), again, [.. names.Where(name => !Same(was, now, name))]);
    }

    private static bool Same(JsonElement was, JsonElement now, string name) =>
        was.TryGetProperty(name, out var before) && now.TryGetProperty(name, out var after) && JsonElement.DeepEquals(before, after);
}
