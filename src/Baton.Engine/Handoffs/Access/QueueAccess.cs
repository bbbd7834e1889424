using Baton.Core.Deciding;
using Baton.Core.Events;
using Baton.Core.Handoffs;
using Baton.Core.Handoffs.Queues;
using Baton.Engine.Policies;
using Baton.Engine.Storage;
using Microsoft.EntityFrameworkCore;

namespace Baton.Engine.Handoffs.Access;

/// <summary>
/// Who may see and take the cases of which queue: the one place that is asked, by lists, cases and acts alike. Supervisors, who are operators and admins, may all.
/// </summary>
public sealed class QueueAccess(Configurations configurations, IDbContextFactory<BatonDb> database)
{
    // The roles that include the right to operate.
    private static readonly string[] Supervisors = ["Operator", "Admin"];

    // What makes somebody work on a case. Whoever has it already may go on.
    private static readonly HashSet<string> Taking = new(StringComparer.Ordinal)
    {
        EventTypes.HandoffClaimed, EventTypes.HandoffTakenOver, EventTypes.HandoffTransferred, EventTypes.HandoffResolved, EventTypes.HandoffEnding, EventTypes.HandoffMerged, EventTypes.HandoffSnoozed, EventTypes.HandoffOffered,
    };

    /// <summary>Why a person may not take the cases of a queue, as a sentence; null when they may.</summary>
    public async Task<string?> WhyNotAsync(string workspace, string queue, string person, CancellationToken cancel = default)
    {
        var config = configurations.Of(workspace);
        return QueueRights.WhyNot(config.QueueOf(queue), config.PersonOf(person)) is { } why && !await SupervisesAsync(workspace, person, cancel) ? why : null;
    }

    /// <summary>The queues whose cases a person does not see; usually none.</summary>
    public async Task<IReadOnlyList<string>> HiddenFromAsync(string workspace, string person, CancellationToken cancel = default)
    {
        var config = configurations.Of(workspace);
        List<string> hidden = [.. config.Queues.Values.Where(queue => !QueueRights.MaySee(queue, config.PersonOf(person))).Select(queue => queue.Name)];
        return hidden.Count == 0 || await SupervisesAsync(workspace, person, cancel) ? [] : hidden;
    }

    /// <summary>Whether a person sees the cases of a queue.</summary>
    public async Task<bool> SeesAsync(string workspace, string queue, string person, CancellationToken cancel = default) =>
        !(await HiddenFromAsync(workspace, person, cancel)).Contains(queue, StringComparer.Ordinal);

    /// <summary>Why an act on a handoff is refused because of its queue; null when it is not.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="handoff">The handoff as it stands; null when there is none.</param>
    /// <param name="type">The act.</param>
    /// <param name="person">Who acts.</param>
    /// <param name="to">Who gets it by the act, if somebody does.</param>
    /// <param name="cancel">Gives up waiting.</param>
    public async Task<Refusal?> RefuseAsync(string workspace, OpenHandoff? handoff, string type, string person, string? to = null, CancellationToken cancel = default)
    {
        if (handoff is null || !Taking.Contains(type)) return null;
        if (handoff.Owner != person && await WhyNotAsync(workspace, handoff.Queue, person, cancel) is { } why) return new Refusal(RefusalKind.NotTheirs, why);
        return to is not null && await WhyNotAsync(workspace, handoff.Queue, to, cancel) is { } whyTo ? new Refusal(RefusalKind.NotTheirs, whyTo) : null;
    }

    private async Task<bool> SupervisesAsync(string workspace, string person, CancellationToken cancel)
    {
        await using var db = await database.CreateDbContextAsync(cancel);
        return await db.Members.AnyAsync(m => m.Workspace == workspace && m.Email == person && Supervisors.Contains(m.Role), cancel);
    }
}
