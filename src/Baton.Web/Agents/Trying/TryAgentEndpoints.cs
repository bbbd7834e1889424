using Baton.Core.Agents;
using Baton.Core.Events;
using Baton.Engine.Agents;
using Baton.Engine.Agents.Trying;
using Baton.Engine.Pipeline;
using Baton.Engine.Policies;
using Baton.Engine.Workspaces;
using Baton.Web.Agents.Defining;
using Baton.Web.Keys;
using Baton.Web.Problems;
using Baton.Web.SignIn;

namespace Baton.Web.Agents.Trying;

/// <summary>Trying an agent without effects.</summary>
internal static class TryAgentEndpoints
{
    public static void MapTryingAgents(this IEndpointRouteBuilder api) => api.MapPost("/agents/{name}:try", TryAsync).Needs(Scopes.Admin).WithTags("Agents")
        .WithSummary("Calls an agent once, on a text or on a task of the past: what it was sent, the tools it used (those that change something are not), what it answered, and what Baton would make of it. Records nothing, and does nothing to a customer.")
        .Takes<TryAgentRequest>().Produces<TryAgentAnswer>().Faults(400, 404, 413, 415, 422);

    private static async Task<IResult> TryAsync(string name, HttpRequest request, Caller caller, AgentTrials trials, Configurations configurations, IEnumerable<IBuiltInAgent> builtIns, Members members, CancellationToken cancel)
    {
        await OnBehalf.ActorAsync(request, caller, members, Rights.Operate);
        var agents = configurations.Of(caller.Workspace).Agents;
        var order = await Sent.ReadAsync(request, body => Read(body, name, agents, [.. builtIns]));
        try
        {
            return Results.Json(TryAgentAnswer.Of(await trials.TryAsync(caller.Workspace, order, cancel)));
        }
        catch (CannotTryAgentException wrong)
        {
            return Problem.Wrong("/" + wrong.Member, wrong.Message);
        }
    }

    private static TrialOrder Read(JsonMembers body, string name, IReadOnlyDictionary<string, AgentDefinition> agents, IReadOnlyList<IBuiltInAgent> builtIns)
    {
        var agent = AgentBody.Inside(body, "definition", name, agents, builtIns) ?? agents.GetValueOrDefault(name) ?? throw Problem.Missing($"No agent is called {name} in this workspace. Send its 'definition' to try one that is not defined yet.").Thrown();
        var order = new TrialOrder { Agent = agent, Text = body.Text("text", max: 100_000), Task = body.Text("task"), Attributes = body.Object("attributes"), Customer = Customer(body) };
        if (order is { Text: not null, Task: not null }) body.Wrong("task", "Try it on a text or on a task of the past, not on both.");
        if (order is { Task: not null, Customer: not null }) body.Wrong("customer", "A task of the past has its customer already.");
        return order;
    }

    private static Address? Customer(JsonMembers body)
    {
        if (body.Text("customer", max: 400) is not { } reference) return null;
        if (CustomerRefs.TryRead(reference, out var customer)) return customer;
        body.Wrong("customer", $"'{reference}' names no customer. Write <kind>:<value>, for example email:ana@example.com.");
        return null;
    }
}
