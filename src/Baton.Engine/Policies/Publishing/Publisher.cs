using Baton.Core.Events;
using Baton.Core.Policies;
using Baton.Core.Policies.Linting;
using Baton.Core.Rollouts;
using Baton.Engine.Storage.Rows;

namespace Baton.Engine.Policies.Publishing;

/// <summary>Publishes drafts: refuses what names nothing there is, and waits for a second person where the workspace wants one.</summary>
public sealed class Publisher(PolicyDesk desk, SecondPerson second, Configurations configurations, TimeProvider clock)
{
    /// <summary>Publishes the draft, or asks for it to be published; said by a second person, it is published.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="by">Who wants it. Only a person can be the second.</param>
    /// <param name="note">Why.</param>
    /// <param name="terms">For which share of the customers it shall decide; null for everybody. A second person says yes to what the first one asked for.</param>
    /// <param name="seen">The draft as they saw it; null takes whatever stands there.</param>
    /// <param name="cancel">Gives up waiting for others who publish.</param>
    /// <exception cref="CooldownTooLongException">It would have to count what is no longer in the log.</exception>
    /// <exception cref="RolloutRefusedException">Another version is tried, or rules are.</exception>
    public async Task<Publication> PublishAsync(string workspace, Actor by, string? note, RolloutTerms? terms = null, DraftRow? seen = null, CancellationToken cancel = default)
    {
        if (await desk.DraftAsync(workspace, cancel) is not { } draft) return seen is null ? new Publication.NoDraft() : new Publication.Changed();
        if (seen is not null && seen != draft) return new Publication.Changed();
        if (Missing(workspace, draft) is { Count: > 0 } faults) return new Publication.Refused(faults);
        if (await second.IsNeededAsync(workspace, cancel))
        {
            var request = await second.FindAsync(draft, cancel);
            if (request is null || request.By == by.Name || by.Kind != ActorKind.Person) return await AskAsync(draft, request, new PublicationRequest(by.Name, note, clock.GetUtcNow(), draft.Revision, draft.Updated, terms));
            (note, terms) = ($"{note ?? request.Note} (asked for by {request.By})".TrimStart(), request.Terms);
        }

        return await desk.PublishAsync(workspace, by, note, terms, draft, cancel) is { } version ? new Publication.Done(version) : new Publication.Changed();
    }

    private async Task<Publication> AskAsync(DraftRow draft, PublicationRequest? before, PublicationRequest now)
    {
        if (before is not null) return new Publication.Waiting(before);
        await second.AskAsync(draft.Workspace, now);
        return new Publication.Waiting(now);
    }

    // Where no agent is defined yet, the rules may come first.
    private IReadOnlyList<Fault> Missing(string workspace, DraftRow draft)
    {
        var agents = configurations.Of(workspace).Agents.Values;
        return agents.Length == 0 ? [] : Linter.Refusals(PolicyReader.Read(draft.Document, 0), new World { Agents = [.. agents.Select(agent => new KnownAgent(agent))] });
    }
}
