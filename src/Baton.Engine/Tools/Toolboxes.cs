using Baton.Core.Agents;
using Baton.Core.Customers;
using Baton.Core.Tools;
using Baton.Engine.Agents;
using Baton.Engine.Credentials;
using Baton.Engine.Pipeline;
using Baton.Engine.Policies;

namespace Baton.Engine.Tools;

/// <summary>Makes the toolbox of each task: what the registry has and the agent was granted.</summary>
public sealed class Toolboxes(ToolRegistry registry, IEnumerable<IToolRunner> runners, ToolRates rates, ToolUses uses, Configurations configurations, Conductor conductor, Secrets secrets, TimeProvider clock)
{
    private readonly List<IToolRunner> _runners = [.. runners];

    internal ToolRates Rates => rates;

    internal ToolUses Uses => uses;

    internal Secrets Secrets => secrets;

    internal DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>The toolbox of a task. In a trial nothing is changed and nothing recorded; what was used is found in <see cref="TaskToolbox.Used"/>.</summary>
    public IToolbox Of(AgentWork work, bool isTrial = false) => work.Agent.Tools.IsDefaultOrEmpty ? NoTools.Instance : new TaskToolbox(this, work, isTrial);

    internal IReadOnlyList<ToolDefinition> ToolsFor(AgentWork work) => [.. registry.For(work.Workspace, work.Agent).Where(t => RunnerOf(t) is not null)];

    internal IToolRunner? RunnerOf(ToolDefinition tool) => _runners.Find(r => r.Runs(tool));

    /// <summary>Whether the agent is paused now, whatever it was when its task began.</summary>
    internal bool IsPaused(AgentWork work) => configurations.Of(work.Workspace).Agent(work.Agent.Name) is { Paused: true };

    internal async Task<CustomerState?> CustomerOfAsync(AgentWork work, bool isTrial, CancellationToken cancel) =>
        work.Customer is { } known && !isTrial ? await conductor.StateOfAsync(work.Workspace, known.Id, cancel) : work.Customer;

    /// <summary>Names a piece of work in all its tries: by the event it is about.</summary>
    internal static string WorkOf(AgentWork work) => TaskId.Of(work.Trigger.Seq, work.Customer?.Id ?? CustomerState.OfWorkspace);
}
