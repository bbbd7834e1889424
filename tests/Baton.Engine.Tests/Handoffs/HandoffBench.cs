using Baton.Core.Arbitration;
using Baton.Core.Handoffs;
using Baton.Engine.Agents;
using Baton.Engine.Handoffs;
using Baton.Engine.Pipeline;
using Baton.Engine.Storage.Rows;
using Baton.Engine.Tests.Running;
using Baton.Engine.Timeline;

namespace Baton.Engine.Tests.Handoffs;

/// <summary>An engine with people at the desk, and cases for them.</summary>
internal sealed class HandoffBench : IAsyncDisposable
{
    public const string Workspace = TestEngine.Workspace;
    private int _opened;

    private HandoffBench(TestEngine engine) => Engine = engine;

    public TestEngine Engine { get; }

    public HandoffDesk Acts => Engine.Handoffs;

    public static async Task<HandoffBench> StartAsync(params IBuiltInAgent[] agents)
    {
        var engine = await TestEngine.StartAsync(agents);
        await engine.DefineAsync("outreach", "sales");
        await engine.PublishAsync(Policy.BigRefunds);
        return new HandoffBench(engine);
    }

    /// <summary>A case that came from no agent: what the customer sent could not be interpreted.</summary>
    public async Task<string> OpenAsync() => (await Engine.SendAsync($"open-{++_opened}", data: "{}")).Decision!.Handoffs[0].Id;

    /// <summary>A refund that waits for a person's yes.</summary>
    public async Task<string> RefundAsync(string action) => (await Engine.AskAsync(action, "outreach", kind: "refund", purpose: null)).Handoff!;

    /// <summary>A case that one person gave to another.</summary>
    public async Task<string> GivenAsync(string by, string to)
    {
        var id = await OpenAsync();
        await Acts.ClaimAsync(Workspace, id, by);
        await Acts.TransferAsync(Workspace, id, by, to, queue: null, "Yours, I think.");
        return id;
    }

    public Task<Turn> ResolveAsync(string handoff, string person) => Acts.ResolveAsync(Workspace, handoff, person, new Resolution(HandoffOutcome.Approved));

    public Task<Turn> EndAsync(string handoff, string person) => Acts.EndAsync(Workspace, handoff, person, new Resolution(HandoffOutcome.Approved));

    /// <summary>A handoff as its row says.</summary>
    public async Task<T> RowAsync<T>(string handoff, Func<HandoffRow, T> what) => what((await Engine.Get<HandoffQueries>().FindAsync(Workspace, handoff))!);

    /// <summary>Waits until its row is so.</summary>
    public Task UntilAsync(string handoff, Func<HandoffRow, bool> isSo, string what) => Engine.UntilAsync(() =>
    {
        using var db = Engine.OpenDb();
        return isSo(db.Handoffs.Single(h => h.Id == handoff));
    }, what);

    /// <summary>What was ruled on an action, in order.</summary>
    public IReadOnlyList<Verdict> VerdictsOf(string action) =>
        [.. Engine.Log().SelectMany(r => r.ToDecision().Rulings).Where(r => r.Action == action).Select(r => r.Verdict)];

    /// <summary>The timers about a handoff, but for the clocks of its service level.</summary>
    public IReadOnlyList<TimerRow> TimersOf(string handoff) => [.. Engine.Lookups.DueTimers(long.MaxValue).Where(t => t.Ref == handoff && !t.Kind.Contains(':', StringComparison.Ordinal))];

    /// <summary>Fires what is due, whether or not the engine has got to it yet.</summary>
    public Task FiredAsync() => Engine.Get<Timers>().FireAsync(CancellationToken.None);

    public ValueTask DisposeAsync() => Engine.DisposeAsync();
}
