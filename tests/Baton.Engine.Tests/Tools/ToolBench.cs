using System.Collections.Immutable;
using System.Text.Json;
using Baton.Core.Agents;
using Baton.Core.Events;
using Baton.Core.Tools;
using Baton.Engine.Agents;
using Baton.Engine.Clocks;
using Baton.Engine.Credentials;
using Baton.Engine.Tests.Running;
using Baton.Engine.Timeline;
using Baton.Engine.Tools;
using Microsoft.Extensions.DependencyInjection;

namespace Baton.Engine.Tests.Tools;

/// <summary>An engine with a server to call, and toolboxes of tasks about one customer's message.</summary>
internal sealed class ToolBench : IAsyncDisposable
{
    private ToolBench(TestEngine engine, ToolServer server) => (Engine, Server) = (engine, server);

    public TestEngine Engine { get; }

    public ToolServer Server { get; }

    public static async Task<ToolBench> StartAsync(Action<IServiceCollection>? more = null)
    {
        var server = new ToolServer();
        var engine = await TestEngine.StartAsync(new AppClock(TimeProvider.System, TestEngine.Monday, rate: 0), [], more);
        await engine.Get<CredentialDesk>().PutAsync(TestEngine.Workspace, new GivenCredential("shop", ToolServer.Secret, ["127.0.0.1"]), Actor.Person("olga"));
        return new ToolBench(engine, server);
    }

    public Task<bool> DefineAsync(string name, bool writes = false, Func<ToolDefinition, ToolDefinition>? with = null)
    {
        var tool = new ToolDefinition
        {
            Name = name,
            Description = "Does what the test wants.",
            Writes = writes,
            Arguments = JsonElement.Parse("""{"type":"object","properties":{"order":{"type":"string"}},"required":["order"]}"""),
            Http = new HttpCall { Method = writes ? "POST" : "GET", Address = Server.Address + "/orders/{order}" },
        };
        return Engine.Get<ToolDesk>().DefineAsync(TestEngine.Workspace, with?.Invoke(tool) ?? tool, Actor.Person("olga"));
    }

    public async Task<Event> MessageAsync(string id = "m-1") => Engine.Row((await Engine.SendAsync(id)).Seq).ToEvent();

    /// <summary>The toolbox of a try of the task that a message gave.</summary>
    public async Task<IToolbox> BoxAsync(Event message, ImmutableArray<ToolGrant> grants, bool isTrial = false, Func<AgentDefinition, AgentDefinition>? with = null)
    {
        var agent = new AgentDefinition { Name = "reply", Department = "support", Tools = grants };
        if (Engine.Get<Baton.Engine.Policies.Configurations>().Of(TestEngine.Workspace).Agent("reply") is null) await Engine.DefineAsync("reply", kind: AgentKind.Pull);
        var state = await Engine.StateAsync();
        return Engine.Get<Toolboxes>().Of(new AgentWork(TestEngine.Workspace, TaskId.Of(message.Seq, state.Id), with?.Invoke(agent) ?? agent, message, new Lazy<IReadOnlyList<Event>>([message]), state, _ => []), isTrial);
    }

    public List<(ToolUse Use, string Sentence)> Recorded() => [.. Engine.Log().Where(r => r.Type == EventTypes.ToolUsed).Select(r => (ToolUse.Read(r.ToEvent().Data), r.Sentence!))];

    public async ValueTask DisposeAsync()
    {
        await Engine.DisposeAsync();
        Server.Dispose();
    }
}
