using System.Text.Json;
using Baton.Core.Agents;
using Baton.Core.Events;
using Baton.Engine;
using Baton.Engine.Agents;
using Baton.Engine.Clocks;
using Baton.Engine.Pipeline;
using Baton.Engine.Policies;
using Baton.Engine.Storage;
using Baton.Engine.Storage.Journaling;
using Baton.Engine.Workspaces;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Baton.Benchmarks.Coordination;

/// <summary>The engine as shipped, on SQLite in a folder of its own or on PostgreSQL, with the chain's agents.</summary>
internal sealed class BenchmarkEngine : IAsyncDisposable
{
    private readonly DirectoryInfo _folder;
    private readonly ServiceProvider _services;

    private readonly bool _isKept;

    private BenchmarkEngine(DirectoryInfo folder, ServiceProvider services, bool isKept) => (_folder, _services, _isKept) = (folder, services, isKept);

    public Conductor Conductor => _services.GetRequiredService<Conductor>();

    public Journal Journal => _services.GetRequiredService<Journal>();

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public string Workspace => WorkspaceDesk.First;

    /// <param name="steps">Agents of the chain.</param>
    /// <param name="unitsPerCommit">Most units of a commit.</param>
    /// <param name="kept">A folder that stays; a new one that goes when null.</param>
    /// <param name="postgres">An empty PostgreSQL database; SQLite when null.</param>
    /// <param name="called">Told the seq of each event about which the first agent is called.</param>
    /// <param name="more">Further built-in agents, to be defined by whoever needs them.</param>
    public static async Task<BenchmarkEngine> StartAsync(int steps, int unitsPerCommit, DirectoryInfo? kept = null, string? postgres = null, Action<long>? called = null, IReadOnlyList<IBuiltInAgent>? more = null)
    {
        var folder = kept ?? Directory.CreateDirectory(Path.Combine(Environment.GetEnvironmentVariable("BENCHMARK_DATA") ?? Path.GetTempPath(), "baton-benchmark-" + Guid.NewGuid().ToString("N")));
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning).AddSimpleConsole());
        services.AddEngine(new StorageOptions { Data = folder.FullName, Postgres = postgres, UnitsPerCommit = unitsPerCommit }, new AppClock(TimeProvider.System));
        foreach (var i in Enumerable.Range(0, steps)) services.AddSingleton<IBuiltInAgent>(new TrivialAgent(ChainPolicy.Name(i), i == steps - 1, i == 0 ? called : null));
        foreach (var agent in more ?? []) services.AddSingleton(agent);
        var engine = new BenchmarkEngine(folder, services.BuildServiceProvider(), kept is not null);
        await engine._services.GetRequiredService<EngineService>().StartAsync(CancellationToken.None);
        for (var i = 0; i < steps; i++)
        {
            await engine._services.GetRequiredService<AgentDesk>().DefineAsync(engine.Workspace, new AgentDefinition { Name = ChainPolicy.Name(i), Department = "support", Kind = AgentKind.BuiltIn }, Actor.Baton);
        }

        var policies = engine._services.GetRequiredService<PolicyDesk>();
        var faults = await policies.PutDraftAsync(engine.Workspace, JsonElement.Parse(ChainPolicy.Document(steps)), "benchmark");
        if (faults.Count > 0) throw new InvalidOperationException(faults[0].ToString());
        await policies.PublishAsync(engine.Workspace, Actor.Baton, "benchmark");
        return engine;
    }

    public async ValueTask DisposeAsync()
    {
        await _services.GetRequiredService<EngineService>().StopAsync(CancellationToken.None);
        await _services.DisposeAsync();
        if (!_isKept) _folder.Delete(recursive: true);
    }
}
