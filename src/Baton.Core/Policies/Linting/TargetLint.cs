using Baton.Core.Conditions;

namespace Baton.Core.Policies.Linting;

/// <summary>To whom work goes: agents that there are and that are at work, queues that somebody looks after.</summary>
internal static class TargetLint
{
    public static void Look(LintRun run)
    {
        foreach (var site in run.Enabled)
        {
            if (site.Rule is RoutingRule route) foreach (var (agent, place) in AgentsOf(route)) Agent(run, site, route, agent, $"{site.Pointer}/to/{place}");
            if (QueueOf(site.Rule) is var (queue, member)) Queue(run, site, queue, member);
            if (site.Rule is RoutingRule { Classify: { } classify } asking) Classified(run, site, asking, classify);
            foreach (var condition in site.Conditions) Named(run, condition);
        }
    }

    // Where labels go, and who looks at what the model is not sure of.
    private static void Classified(LintRun run, RuleSite site, RoutingRule route, ClassifyClause classify)
    {
        foreach (var (label, target) in classify.Targets?.OrderBy(t => t.Key, StringComparer.Ordinal) ?? Enumerable.Empty<KeyValuePair<string, RouteTarget>>())
        {
            var place = Fault.To("to/label", label);
            if (target.Agent is { } agent) Agent(run, site, route, agent, $"{site.Pointer}/{place}/agent");
            else Queue(run, site, target.Queue!, place + "/queue");
        }

        if (classify.Else is { } queue) Queue(run, site, queue, "classify/else/queue");
    }

    private static void Agent(LintRun run, RuleSite site, RoutingRule route, string name, string pointer)
    {
        if (run.World.Agents is not { } agents) return;
        if (run.World.Agent(name) is not { } agent)
        {
            run.Add(new LintFinding(LintKind.AgentMissing, pointer, $"Rule {route.Id} sends its events to the agent {name}, and there is none of that name.", LintGrounds.Lookup)
            {
                Rules = [site.Key],
                Fix = Nearest.Of(name, agents.Select(a => a.Definition.Name)) is { } near ? new LintFix($"Send them to {near}", [DocumentEdit.Set(pointer, near)]) : null,
            });
            return;
        }

        if (agent.Definition.Paused) run.Add(new LintFinding(LintKind.AgentPaused, pointer, $"Rule {route.Id} sends its events to {name}, which is paused.", LintGrounds.Lookup) { Rules = [site.Key] });
        if (!run.World.SkillsNeeded.TryGetValue(route.Id, out var skill) || agent.Skills is not { } skills || skills.Contains(skill, StringComparer.OrdinalIgnoreCase)) return;
        var able = agents.FirstOrDefault(a => !a.Definition.Paused && a.Skills?.Contains(skill, StringComparer.OrdinalIgnoreCase) == true);
        run.Add(new LintFinding(LintKind.SkillMissing, pointer, $"The events of rule {route.Id} need the skill {skill}, and {name} does not have it.", LintGrounds.Lookup)
        {
            Rules = [site.Key],
            Fix = able is null ? null : new LintFix($"Send them to {able.Definition.Name}", [DocumentEdit.Set(pointer, able.Definition.Name)]),
        });
    }

    private static IEnumerable<(string Agent, string Place)> AgentsOf(RoutingRule route) => route switch
    {
        { Pool: { } pool } => [.. pool.Members.Select((member, i) => (member.Agent, $"pool/agents/{i}/agent")), .. pool.ElseAgent is { } other ? [(other, "pool/else/agent")] : Array.Empty<(string, string)>()],
        { Agent: { } agent } => [(agent, "agent")],
        _ => [],
    };

    private static (string Queue, string Member)? QueueOf(Rule rule) => rule switch
    {
        RoutingRule { Queue: { } queue } => (queue, "to/queue"),
        RoutingRule { Pool.ElseQueue: { } queue } => (queue, "to/pool/else/queue"),
        ApprovalRule { Queue: var queue } => (queue, "queue"),
        GuardrailRule { Then: Arbitration.Verdict.Escalate, Queue: { } queue } => (queue, "queue"),
        _ => null,
    };

    private static void Queue(LintRun run, RuleSite site, string queue, string member)
    {
        if (run.World.Staff is not { } staff || staff.Any(s => s.Value > 0 && s.Key.Equals(queue, StringComparison.OrdinalIgnoreCase))) return;
        var near = Nearest.Of(queue, staff.Where(s => s.Value > 0).Select(s => s.Key));
        run.Add(new LintFinding(LintKind.QueueUnstaffed, $"{site.Pointer}/{member}", $"Rule {site.Rule.Id} sends cases to the people of {queue}, and nobody looks after that queue.", LintGrounds.Lookup)
        {
            Rules = [site.Key],
            Fix = near is null ? null : new LintFix($"Send them to {near}", [DocumentEdit.Set($"{site.Pointer}/{member}", near)]),
        });
    }

    // An agent that a condition names is no reference that must be there: its past deeds remain.
    private static void Named(LintRun run, ConditionSite site)
    {
        if (run.World.Agents is not { } agents) return;
        foreach (var (comparison, pointer) in site.Comparisons())
        {
            if (comparison.Field.Path is not ("agent.name" or "event.agent" or "action.agent") || comparison.Operator is not (Operator.Eq or Operator.Ne or Operator.In or Operator.NotIn)) continue;
            foreach (var name in Policies.Comparisons.Texts(comparison) ?? [])
            {
                if (run.World.Agent(name) is not null) continue;
                var near = comparison.Operator is Operator.Eq or Operator.Ne ? Nearest.Of(name, agents.Select(a => a.Definition.Name)) : null;
                run.Add(new LintFinding(LintKind.AgentUnknown, pointer + "/value", $"Rule {site.Rule.Rule.Id} asks for the agent {name}, and there is none of that name.", LintGrounds.Lookup)
                {
                    Rules = [site.Rule.Key],
                    Fix = near is null ? null : new LintFix($"Ask for {near}", [DocumentEdit.Set(pointer + "/value", near)]),
                });
            }
        }
    }
}
