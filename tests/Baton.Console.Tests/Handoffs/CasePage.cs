using System.Text.Json;
using Baton.Core.Arbitration;
using Baton.Core.Events;
using Baton.Core.Handoffs;
using Baton.Engine;
using Baton.Engine.Actions;
using Baton.Engine.Agents;
using Baton.Engine.Clocks;
using Baton.Engine.Handoffs;
using Baton.Engine.Live;
using Baton.Engine.Pipeline;
using Baton.Engine.Policies;
using Baton.Engine.Storage;
using Baton.Web.Agents;
using Baton.Web.Frame.Keys;
using Baton.Web.Frame.Live;
using Baton.Web.Handoffs;
using Baton.Web.Handoffs.Presence;
using Baton.Web.SignIn;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace Baton.Web.Tests.Handoffs;

/// <summary>The page of handoffs on a running engine with a fresh database and a clock that stands still, looked at by Ana.</summary>
public abstract class CasePage : BunitContext, IAsyncLifetime
{
    protected const string Workspace = "default";
    protected static readonly Viewer Ana = new(Workspace, "ana@example.com", "Ana Alvarez", Role.HumanAgent);
    protected const string Ben = "ben@example.com";

    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("baton-");

    /// <param name="agents">Built-in agents, where the page needs some.</param>
    protected CasePage(params IBuiltInAgent[] agents)
        : this(static _ => { }, agents)
    {
    }

    /// <param name="more">Adds what the page needs besides.</param>
    /// <param name="agents">Built-in agents, where the page needs some.</param>
    protected CasePage(Action<IServiceCollection> more, params IBuiltInAgent[] agents)
    {
        Services.AddLogging();
        Services.AddEngine(new StorageOptions { Data = _data.FullName }, Clock);
        foreach (var agent in agents) Services.AddSingleton(agent);
        Services.AddSingleton<ILiveSignal>(Signal);
        Services.AddScoped<KeyMap>();
        Services.AddScoped<CircuitSeat>();
        Services.AddSingleton<Members>();
        Services.AddSingleton<AgentSwitch>();
        more(Services);
        JSInterop.Mode = JSRuntimeMode.Loose;
        SetRendererInfo(new RendererInfo("Server", isInteractive: true));
    }

    protected AppClock Clock { get; } = new(TimeProvider.System, new DateTimeOffset(2026, 11, 21, 9, 0, 0, TimeSpan.Zero), rate: 0);

    protected HandSignal Signal { get; } = new();

    protected HandoffDesk Desk => Services.GetRequiredService<HandoffDesk>();

    public async ValueTask InitializeAsync()
    {
        await Services.GetRequiredService<EngineService>().StartAsync(CancellationToken.None);
        await Services.GetRequiredService<Members>().PutAsync(Ana.Email, Ana.Name, Role.HumanAgent);
        await Services.GetRequiredService<Members>().PutAsync(Ben, "Ben Ito", Role.HumanAgent);
    }

    protected override async ValueTask DisposeAsyncCore()
    {
        await Services.GetRequiredService<EngineService>().StopAsync(CancellationToken.None);
        await base.DisposeAsyncCore();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _data.Delete(recursive: true);
    }

    /// <summary>A customer asks for a person; the id of the handoff.</summary>
    protected async Task<string> AskedForPersonAsync(string customer, string words = "I want to speak to a human, please.") =>
        (await TakeAsync(customer, EventTypes.MessageReceived, new { text = words, channel = "chat" })).Decision!.Handoffs[0].Id;

    /// <summary>An agent asks for a refund above the limit; the id of the handoff.</summary>
    protected Task<string> BigRefundAsync(string customer, decimal amount) => EscalatedAsync(customer,
        """{ "approvals": [ { "id": "big-refund", "when": { "field": "action.data.amount", "op": "gt", "value": 100 }, "queue": "finance" } ] }""",
        new Proposal { Id = "refund-1", Agent = "billing", Kind = "refund", Data = JsonSerializer.SerializeToElement(new { amount, currency = "EUR" }) });

    /// <summary>An agent wants to write something that a person must see first; the id of the handoff.</summary>
    protected Task<string> OddMailAsync(string customer, string text) => EscalatedAsync(customer,
        """{ "guardrails": [ { "id": "all-mail", "when": { "field": "action.kind", "op": "eq", "value": "contact.email" }, "then": "escalate", "queue": "compliance" } ] }""",
        new Proposal { Id = "mail-1", Agent = "billing", Kind = "contact.email", Text = text });

    private async Task<string> EscalatedAsync(string customer, string document, Proposal proposal)
    {
        var policy = JsonDocument.Parse(document).RootElement;
        var policies = Services.GetRequiredService<PolicyDesk>();
        Assert.Empty(await policies.PutDraftAsync(Workspace, policy, Ben));
        await policies.PublishAsync(Workspace, Actor.Person(Ben), note: null);
        await Services.GetRequiredService<AgentDesk>().DefineAsync(Workspace, new() { Name = "billing", Department = "finance" }, Actor.Person(Ben));
        var turn = await Services.GetRequiredService<ActionDesk>().AskAsync(Workspace, new Address("email", customer), proposal);
        return turn.Decision!.Handoffs[0].Id;
    }

    protected Task<Turn> TakeAsync(string customer, string type, object data) => Services.GetRequiredService<Conductor>().TakeAsync(Workspace, new Input
    {
        Source = "urn:test",
        Id = Guid.NewGuid().ToString("N"),
        Type = type,
        Actor = Actor.Channel("urn:test"),
        Addresses = [new Address("email", customer)],
        Data = JsonSerializer.SerializeToElement(data),
    });

    /// <summary>The customer's open handoff of an id as it stands; null once it is over.</summary>
    protected async Task<OpenHandoff?> StandsAsync(string id) =>
        (await Services.GetRequiredService<Conductor>().StateOfAsync(Workspace, HandoffId.CustomerOf(id))).Handoffs.FirstOrDefault(h => h.Id == id);

    /// <summary>Lets the ten seconds pass in which an end can be undone, and waits until it has come.</summary>
    protected async Task PassUndoTimeAsync(string id)
    {
        var over = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var heard = Services.GetRequiredService<LiveFeed>().Subscribe(Workspace, rows =>
        {
            if (rows.Any(r => r.Type == EventTypes.HandoffResolved && r.Handoff == id)) over.TrySetResult();
        });
        Clock.AdvanceTo(Clock.GetUtcNow() + HandoffDesk.UndoTime);
        await over.Task.WaitAsync(TimeSpan.FromSeconds(30));
    }

    protected IRenderedComponent<HandoffsPage> Open(string? id = null, Viewer? viewer = null) =>
        Render<HandoffsPage>(page => page.Add(p => p.Id, id).AddCascadingValue(viewer ?? Ana));

    protected Task PressAsync(IRenderedComponent<HandoffsPage> page, string key) => page.InvokeAsync(() => Services.GetRequiredService<KeyMap>().PressAsync(key));

    /// <summary>Says that something changed when the test says so.</summary>
    protected sealed class HandSignal : ILiveSignal
    {
        private readonly List<Action> _listeners = [];

        public void Raise() => _listeners.ForEach(changed => changed());

        public IDisposable Subscribe(Action changed)
        {
            _listeners.Add(changed);
            return new Ending(() => _listeners.Remove(changed));
        }

        private sealed class Ending(Action end) : IDisposable
        {
            public void Dispose() => end();
        }
    }
}
