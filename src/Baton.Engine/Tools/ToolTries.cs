using System.Diagnostics;
using System.Text.Json;
using Baton.Core.Customers;
using Baton.Core.Events;
using Baton.Core.Tools;
using Baton.Engine.Credentials;

namespace Baton.Engine.Tools;

/// <summary>Lets people use a tool by hand. What they do is recorded like an agent's use.</summary>
public sealed class ToolTries(IEnumerable<IToolRunner> runners, ToolUses uses, Secrets secrets)
{
    /// <summary>Uses a tool; without <paramref name="isReal"/> one that changes something only says what it would do.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="tool">The tool.</param>
    /// <param name="arguments">With what.</param>
    /// <param name="customer">For tools about a customer: whom.</param>
    /// <param name="by">Who tries it.</param>
    /// <param name="isReal">Whether something may be changed.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>The use as it was recorded, with the whole answer.</returns>
    public async Task<ToolUse> TryAsync(string workspace, ToolDefinition tool, JsonElement arguments, CustomerState? customer, Actor by, bool isReal, CancellationToken cancel = default)
    {
        var id = Guid.CreateVersion7().ToString("N");
        var began = Stopwatch.GetTimestamp();
        var run = new ToolRun { Workspace = workspace, Tool = tool, Arguments = arguments, Key = id, Customer = customer, IsTrial = !isReal };
        var answer = await AnswerAsync(run, cancel) ?? new ToolAnswer($"{tool.Name} was cut short. Whether it was done is not known.");
        var use = new ToolUse
        {
            Agent = by.Name,
            Tool = tool.Name,
            Writes = tool.Writes && isReal,
            Arguments = arguments,
            Fault = answer.Fault,
            Result = answer.Result,
            Cost = answer.Fault is null && (isReal || !tool.Writes) ? tool.Cost : 0,
            DurationMs = Stopwatch.GetElapsedTime(began).TotalMilliseconds,
        };
        var kept = use.Kept(text => secrets.Scrub(workspace, text));
        await uses.RecordAsync(workspace, customer?.Id, kept, id, by, cause: null, CancellationToken.None);
        return kept with { Result = use.Result is { } result ? secrets.Scrub(workspace, result) : null };
    }

    private async Task<ToolAnswer?> AnswerAsync(ToolRun run, CancellationToken cancel)
    {
        if (ToolArguments.FaultOf(run.Tool, run.Arguments) is { } fault) return new ToolAnswer($"{run.Tool.Name} was not used: its arguments are wrong. {fault}");
        if (runners.FirstOrDefault(r => r.Runs(run.Tool)) is not { } runner) return new ToolAnswer($"Nothing here does {run.Tool.Name}.");
        return await ToolTime.RunAsync(runner, run, cancel);
    }
}
