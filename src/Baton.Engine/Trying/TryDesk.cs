using System.Globalization;
using Baton.Core.Arbitration;
using Baton.Core.Customers;
using Baton.Core.Deciding;
using Baton.Core.Events;
using Baton.Core.Policies;
using Baton.Core.Rollouts;
using Baton.Core.Timeline;
using Baton.Core.Trying;
using Baton.Engine.Pipeline;
using Baton.Engine.Policies;
using Baton.Engine.Storage.Archives;
using Baton.Engine.Storage.Lookups;
using Baton.Engine.Timeline;

namespace Baton.Engine.Trying;

/// <summary>
/// Tries an event or an action on a customer as known now, or as known just before something that happened, by the draft and by the published
/// policy. Records nothing. Moving the clock moves nothing else: what waits meanwhile still waits.
/// </summary>
public sealed class TryDesk(Conductor conductor, Configurations configurations, PolicyDesk policies, PastMoments past, LogLookups lookups, TimeProvider clock)
{
    private const string Nobody = "unknown";

    /// <summary>Tries it.</summary>
    /// <exception cref="CannotTryException">There is nothing there to try, or the time is before the state's own.</exception>
    /// <exception cref="ArchiveException">What happened before it was dropped, or cannot be read.</exception>
    public async Task<TryResult> TryAsync(string workspace, TryOrder order, CancellationToken cancel = default)
    {
        var published = configurations.Of(workspace);
        var draft = order.Draft ?? (await policies.DraftAsync(workspace, cancel) is { } row ? PolicyReader.Read(row.Document, version: 0) : null);
        var setting = order.Seq is { } seq ? Then(workspace, seq, order.Customer) : await NowAsync(workspace, order, cancel);
        var at = order.At ?? setting.From;
        if (at < setting.From) throw new CannotTryException("at", $"The clock can only be moved on: the customer's state is that of {Spans.Moment(setting.From)}.");
        var e = EventOf(order, setting, at);
        return new TryResult(e, setting.State.Id is CustomerState.OfWorkspace or Nobody ? null : setting.State.Id, setting.From, draft is null ? null : By(draft, rollout: null), By(published.Policy, published.Rollout));

        Trial By(Policy policy, Rollout? rollout)
        {
            var config = setting.Config with { Policy = policy, Rollout = rollout };
            return Trial.Of(setting.State, e, config, setting.History(config, at));
        }
    }

    private Setting Then(string workspace, long seq, Address? customer)
    {
        if (past.Before(workspace, seq) is not { } moment) throw new CannotTryException("seq", string.Create(CultureInfo.InvariantCulture, $"Nothing was decided at {seq} in the log of this workspace."));
        if (customer is { } address && conductor.Find(workspace, address) != moment.State.Id) throw new CannotTryException("seq", string.Create(CultureInfo.InvariantCulture, $"What stands at {seq} is not about {address}."));
        return new Setting(moment.State, moment.Config, moment.Row.ToEvent().Received, moment.Row.ToEvent(), (config, now) => moment.History(lookups, now, config));
    }

    private async Task<Setting> NowAsync(string workspace, TryOrder order, CancellationToken cancel)
    {
        if (order is { Action: not null, Customer: null }) throw new CannotTryException("action", "Say whom the action is about: an agent acts for a customer.");
        var id = order.Customer is { } address ? conductor.Find(workspace, address) : CustomerState.OfWorkspace;
        var state = id is null ? CustomerState.New(Nobody) : await conductor.StateOfAsync(workspace, id, cancel);
        return new Setting(state, configurations.Of(workspace), clock.GetUtcNow(), null,
            (config, now) => Decider.NeedsHistory(state, config) ? History.Before(lookups, state.Id, long.MaxValue, now, config) : null);
    }

    private static Event EventOf(TryOrder order, Setting setting, DateTimeOffset at) => order switch
    {
        { Action: { } action } => Made(setting, at) with { Source = "baton/actions", Id = action.Id, Type = EventTypes.ActionProposed, Actor = Actor.Agent(action.Agent), Data = ProposalJson.Write(action) },
        { Event: { } tried } => Made(setting, at) with { Source = tried.Source, Id = tried.Id, Type = tried.Type, Subject = tried.Subject, Actor = Actor.Channel(tried.Source), Data = tried.Data, Time = tried.Time < at ? tried.Time.Value : at },
        _ => (setting.Event ?? throw new CannotTryException("event", "Say what to try: an event, an action, or the seq of something that happened.")) with { Received = at },
    };

    private static Event Made(Setting setting, DateTimeOffset at) => new()
    {
        Source = "",
        Id = "",
        Type = "",
        Actor = Actor.Baton,
        Customer = setting.State.Id == CustomerState.OfWorkspace ? null : setting.State.Id,
        Time = at,
        Received = at,
    };

    /// <summary>What a trial begins with.</summary>
    private sealed record Setting(CustomerState State, WorkspaceConfig Config, DateTimeOffset From, Event? Event, Func<WorkspaceConfig, DateTimeOffset, IReadOnlyList<Event>?> History);
}
