using System.Text.Json;
using Baton.Core.Customers;
using Baton.Core.Events;
using Baton.Engine.Agents;
using Baton.Engine.Knowledge;
using Baton.Engine.Policies;

namespace Baton.Engine.Demo;

/// <summary>Sets the demo's company up: its agents, its help articles and its policy. Doing it again changes nothing.</summary>
internal sealed class DemoCompany(AgentDesk agents, PolicyDesk policies, Configurations configurations, Articles articles)
{
    private const string Author = "The demo";

    /// <summary>How the company begins a letter.</summary>
    public static string Greeting(CustomerState? customer) => customer?.AttributeText("name")?.Split(' ')[0] is { Length: > 0 } name ? $"Hello {name}, " : "Hello, ";

    public async Task SetUpAsync(string workspace, CancellationToken cancel)
    {
        foreach (var agent in DemoAgents.All)
        {
            if (configurations.Of(workspace).Agent(agent.Name) is null) await agents.DefineAsync(workspace, agent, Actor.Baton, cancel: cancel);
        }

        if ((await articles.ListAsync(workspace, cancel)).Count == 0)
        {
            foreach (var article in ShippedArticles.Read()) await articles.PutAsync(workspace, article, Actor.Baton, cancel: cancel);
        }

        if (configurations.Of(workspace).Policy.Version > 1) return;
        using var reader = new StreamReader(typeof(DemoCompany).Assembly.GetManifestResourceStream("demo-policy.json")!);
        var faults = await policies.PutDraftAsync(workspace, JsonElement.Parse(await reader.ReadToEndAsync(cancel)), Author, cancel);
        if (faults.Count > 0) throw new InvalidOperationException($"The demo's policy has a fault: {faults[0]}");
        await policies.PublishAsync(workspace, Actor.Baton, "The demo's rules", cancel: cancel);
    }
}
