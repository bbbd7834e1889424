using System.Threading.Channels;
using Baton.Core.Arbitration;
using Baton.Core.Customers;
using Baton.Core.Deciding;
using Baton.Core.Events;
using Baton.Core.Handoffs;
using Baton.Engine.Pipeline;
using Baton.Engine.Policies;
using Baton.Engine.Storage;
using Baton.Engine.Storage.Journaling;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Baton.Engine.Channels;

/// <summary>
/// Tells customers that a person has taken over, where the queue or the workspace says what to tell them: in the person's name, on the channel on which the customer
/// wrote, once for each handoff, and only if it may be said at once.
/// </summary>
public sealed class TakeoverNotices(ChannelBook book, ReplyWays ways, Conductor conductor, Configurations configurations, Journal journal, IDbContextFactory<BatonDb> database, TimeProvider clock, ILogger<TakeoverNotices> logger)
{
    /// <summary>The purpose of what is told.</summary>
    public const string Purpose = "notice";

    private readonly Channel<(string Workspace, string Handoff)> _taken = Channel.CreateUnbounded<(string, string)>();

    /// <summary>Tells them until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        journal.Committed += Notice;
        try
        {
            await foreach (var (workspace, handoff) in _taken.Reader.ReadAllAsync(cancel)) await TryTellAsync(workspace, handoff, cancel);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // The engine stops.
        }
        finally
        {
            journal.Committed -= Notice;
        }
    }

    private void Notice(CommittedBatch batch)
    {
        foreach (var row in batch.Log)
        {
            if (row is { Type: EventTypes.HandoffClaimed or EventTypes.HandoffTakenOver or EventTypes.HandoffTransferred, Handoff: { } handoff, Customer: not null }) _taken.Writer.TryWrite((row.Workspace, handoff));
        }
    }

    private async Task TryTellAsync(string workspace, string handoff, CancellationToken cancel)
    {
        try
        {
            await TellAsync(workspace, handoff, cancel);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            logger.LogWarning(e, "The customer of {Handoff} could not be told that a person has taken over", handoff);
        }
    }

    private async Task TellAsync(string workspace, string handoff, CancellationToken cancel)
    {
        var state = await conductor.StateOfAsync(workspace, HandoffId.CustomerOf(handoff), cancel);
        if (state.WroteOn is not { } channel || !ways.Does(workspace, channel) || state.Handoffs.FirstOrDefault(h => h.Id == handoff) is not { Owner: { } owner, Claims: 1 } taken) return;
        if ((configurations.Of(workspace).QueueOf(taken.Queue).Notice ?? book.NoticeOf(workspace)) is not { Length: > 0 } text) return;
        await using var db = await database.CreateDbContextAsync(cancel);
        var name = await db.Members.Where(m => m.Workspace == workspace && m.Email == owner).Select(m => m.Name).FirstOrDefaultAsync(cancel);
        var proposal = new Proposal
        {
            Id = "notice-" + handoff,
            Agent = owner,
            IsPersons = true,
            Kind = "contact." + channel,
            Purpose = Purpose,
            Text = text.Replace("{person}", string.IsNullOrWhiteSpace(name) ? "A colleague" : name, StringComparison.Ordinal),
            Execute = Executor.Baton,
        };

        // Told tomorrow morning it would be no news any more.
        if (IsFree(workspace, state, proposal)) await conductor.TakeAsync(workspace, ReplyDesk.InputOf(proposal, handoff, state.Id), cancel);
    }

    private bool IsFree(string workspace, CustomerState state, Proposal proposal)
    {
        var config = configurations.Of(workspace).For(state.Id);
        return Judge.Rule(state, proposal, config.Proposer(proposal), config.Policy, clock.GetUtcNow()).Verdict == Verdict.Allow;
    }
}
