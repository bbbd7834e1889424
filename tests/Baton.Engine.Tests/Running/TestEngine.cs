using System.Text.Json;
using Baton.Core.Agents;
using Baton.Core.Arbitration;
using Baton.Core.Customers;
using Baton.Core.Events;
using Baton.Engine.Actions;
using Baton.Engine.Agents;
using Baton.Engine.Clocks;
using Baton.Engine.Credentials;
using Baton.Engine.Handoffs;
using Baton.Engine.Live;
using Baton.Engine.Outbound;
using Baton.Engine.Pipeline;
using Baton.Engine.Policies;
using Baton.Engine.Storage;
using Baton.Engine.Storage.Journaling;
using Baton.Engine.Storage.Lookups;
using Baton.Engine.Storage.Rows;
using Baton.Engine.Storage.Upkeep;
using Baton.Engine.Workspaces;
using Baton.Engine.Tests.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Baton.Engine.Tests.Running;

/// <summary>The engine as shipped, on a database of its own, with a clock that stands still until the test moves it.</summary>
internal sealed class TestEngine : IAsyncDisposable
{
    public const string Workspace = WorkspaceDesk.First;

    /// <summary>Monday, nine in the morning, UTC: when every test begins.</summary>
    public static readonly DateTimeOffset Monday = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    /// <summary>Real time that a condition may take. Nothing here should need a tenth of it.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    // Servers of a test's own are on this machine.
    private static readonly string[] Loopback = ["127.0.0.0/8", "::1"];

    private readonly DirectoryInfo _folder;
    private readonly IBuiltInAgent[] _agents;
    private readonly Action<IServiceCollection>? _more;
    private ServiceProvider _services;
    private readonly bool _isGuest;
    private bool _isStopped;

    private TestEngine(AppClock clock, IBuiltInAgent[] agents, Action<IServiceCollection>? more, string? database = null, bool isEmbedded = false)
    {
        (_folder, Clock, _agents, _more, _isGuest) = (Directory.CreateTempSubdirectory("baton-engine-"), clock, agents, more, database is not null);
        Storage = new StorageOptions { Data = _folder.FullName, Postgres = isEmbedded ? null : database ?? TestPostgres.MakeDatabase(), Address = _folder.Name };
        _services = Compose();
    }

    public AppClock Clock { get; private set; }

    public Conductor Conductor => Get<Conductor>();

    public ActionDesk Actions => Get<ActionDesk>();

    public HandoffDesk Handoffs => Get<HandoffDesk>();

    public PolicyDesk Policies => Get<PolicyDesk>();

    public AgentDesk Agents => Get<AgentDesk>();

    public TaskDesk Tasks => Get<TaskDesk>();

    public PullDesk Pull => Get<PullDesk>();

    public Journal Journal => Get<Journal>();

    public LogLookups Lookups => Get<LogLookups>();

    public StorageOptions Storage { get; private set; }

    public string Folder => _folder.FullName;

    public static Task<TestEngine> StartAsync(params IBuiltInAgent[] agents) => StartAsync(new AppClock(TimeProvider.System, Monday, rate: 0), agents);

    public static Task<TestEngine> StartAsync(AppClock clock, params IBuiltInAgent[] agents) => StartAsync(clock, agents, more: null);

    public static async Task<TestEngine> StartAsync(AppClock clock, IBuiltInAgent[] agents, Action<IServiceCollection>? more, bool isEmbedded = false)
    {
        var engine = new TestEngine(clock, agents, more, isEmbedded: isEmbedded);
        await engine.Get<EngineService>().StartAsync(CancellationToken.None);
        foreach (var agent in agents) await engine.DefineAsync(agent.Name);
        return engine;
    }

    /// <summary>Starts on a PostgreSQL database that somebody else made and drops.</summary>
    public static async Task<TestEngine> StartOnAsync(string database)
    {
        var engine = new TestEngine(new AppClock(TimeProvider.System, Monday, rate: 0), [], more: null, database);
        await engine.Get<EngineService>().StartAsync(CancellationToken.None);
        return engine;
    }

    /// <summary>Starts another node on the database of a first one.</summary>
    public static async Task<TestEngine> JoinAsync(TestEngine first, params IBuiltInAgent[] agents)
    {
        var engine = new TestEngine(new AppClock(TimeProvider.System, first.Clock.GetUtcNow(), rate: 0), agents, first._more, first.Storage.Postgres);
        await engine.Get<EngineService>().StartAsync(CancellationToken.None);
        return engine;
    }

    /// <summary>Stops and starts again on the same folder, perhaps with another clock.</summary>
    public async Task RestartAsync(AppClock? clock = null)
    {
        await StopAsync();
        Clock = clock ?? Clock;
        await StartAgainAsync();
    }

    /// <summary>Starts on the same folder after <see cref="StopAsync"/>.</summary>
    public Task StartAgainAsync()
    {
        (_services, _isStopped) = (Compose(), false);
        return Get<EngineService>().StartAsync(CancellationToken.None);
    }

    /// <summary>Starts after <see cref="StopAsync"/> on a server's database, which is dropped in the end.</summary>
    public Task StartAgainOnAsync(string postgres)
    {
        Storage = new StorageOptions { Data = Storage.Data, Postgres = postgres, Address = Storage.Address };
        return StartAgainAsync();
    }

    public async Task StopAsync()
    {
        if (_isStopped) return;
        _isStopped = true;
        await Get<EngineService>().StopAsync(CancellationToken.None);
        await _services.DisposeAsync();
        SqliteConnection.ClearAllPools();
    }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public BatonDb OpenDb() => Get<IDbContextFactory<BatonDb>>().CreateDbContext();

    public Task DefineAsync(string name, string department = "support", AgentKind kind = AgentKind.BuiltIn, Func<AgentDefinition, AgentDefinition>? with = null)
    {
        var agent = new AgentDefinition { Name = name, Department = department, Kind = kind };
        return Agents.DefineAsync(Workspace, with?.Invoke(agent) ?? agent, Actor.Person("olga"));
    }

    /// <summary>Publishes a policy: parts are members of the document beyond its departments.</summary>
    public async Task PublishAsync(params string[] parts)
    {
        var document = $$"""{"departments":["support","success","sales","marketing"]{{string.Concat(parts.Select(p => "," + p))}}}""";
        Assert.Empty(await Policies.PutDraftAsync(Workspace, JsonElement.Parse(document), "olga"));
        Assert.NotNull(await Policies.PublishAsync(Workspace, Actor.Person("olga"), note: null));
    }

    public Task<Turn> SendAsync(string id, string customer = "email:ana@example.com", string type = EventTypes.MessageReceived, string data = """{"text":"Where is my parcel?"}""") =>
        Conductor.TakeAsync(Workspace, Message(id, customer, type, data));

    public static Input Message(string id, string customer = "email:ana@example.com", string type = EventTypes.MessageReceived, string data = """{"text":"Where is my parcel?"}""") => new()
    {
        Source = "urn:test",
        Id = id,
        Type = type,
        Subject = customer,
        Actor = Actor.Channel("urn:test"),
        Addresses = [.. customer.Split(' ').Select(Address)],
        Data = JsonElement.Parse(data),
    };

    public async Task<Ruling> AskAsync(string id, string agent, string customer = "email:ana@example.com", string kind = "contact.email", string? purpose = "promotion", Executor execute = Executor.Self) =>
        (await Actions.AskAsync(Workspace, Address(customer), new Proposal { Id = id, Agent = agent, Kind = kind, Purpose = purpose, Text = "Hello", Execute = execute })).Decision!.Rulings[0];

    public static Address Address(string text) => CustomerRefs.TryRead(text, out var address) ? address : throw new ArgumentException(text);

    public async Task<CustomerState> StateAsync(string customer = "email:ana@example.com") =>
        await Conductor.StateOfAsync(Workspace, Conductor.Find(Workspace, Address(customer)) ?? throw new InvalidOperationException($"Nobody is known as {customer}."));

    public IReadOnlyList<LogRow> Log() => Lookups.ReadLog(0, int.MaxValue);

    public LogRow Row(long seq) => Lookups.ReadRow(Workspace, seq) ?? throw new InvalidOperationException($"There is no row {seq}.");

    public Ledger Count() => Get<LedgerReader>().Count();

    public void Advance(TimeSpan by) => Clock.AdvanceTo(Clock.GetUtcNow() + by);

    /// <summary>Whether a timer that is due has not been decided.</summary>
    public bool IsDue => Lookups.DueTimers(Clock.GetUtcNow().ToUnixTimeMilliseconds(), 1).Count > 0;

    /// <summary>Waits until a commit makes it true.</summary>
    public async Task UntilAsync(Func<bool> holds, string what)
    {
        using var committed = new SemaphoreSlim(0);
        using var subscription = Get<LiveFeed>().Subscribe(_ => committed.Release());
        for (var until = DateTime.UtcNow + Patience; !holds(); await committed.WaitAsync(TimeSpan.FromMilliseconds(50)))
        {
            if (DateTime.UtcNow > until) Assert.Fail($"Not within {Patience.TotalSeconds} s: {what}. The log ends with:\n{string.Join('\n', Log().TakeLast(12).Select(r => $"{r.Seq} {r.Type} {r.Customer}: {r.Sentence}"))}");
        }
    }

    /// <summary>Waits for a row that is so.</summary>
    public async Task<LogRow> RowAsync(Func<LogRow, bool> wanted, string what)
    {
        LogRow? found = null;
        await UntilAsync(() => (found = Log().FirstOrDefault(wanted)) is not null, what);
        return found!;
    }

    /// <summary>Waits until no task is open.</summary>
    public Task DoneAsync() => UntilAsync(() => Lookups.OpenTasks().Count == 0, "every task is finished");

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        if (!_isGuest) TestPostgres.Drop(Storage.Postgres);
        _folder.Delete(recursive: true);
    }

    private ServiceProvider Compose()
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<ISecretBox, TestSecretBox>();
        services.AddSingleton(new OutboundOptions { Allowed = Loopback });
        services.AddEngine(Storage, Clock);
        foreach (var agent in _agents) services.AddSingleton(agent);
        _more?.Invoke(services);
        return services.BuildServiceProvider();
    }
}
