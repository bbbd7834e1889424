using System.Globalization;
using Baton.Core.Agents;
using Baton.Core.Arbitration;
using Baton.Core.Conditions;
using Baton.Core.Customers;
using Baton.Core.Deciding;
using Baton.Core.Events;
using Baton.Core.Policies;

namespace Baton.Engine.Timeline;

/// <summary>A field that a rule looked at, and what it held then.</summary>
/// <param name="Field">As policies name it.</param>
/// <param name="Value">In words.</param>
/// <param name="IsKnown">Whether it held anything.</param>
public sealed record UsedFact(string Field, string Value, bool IsKnown);

/// <summary>What the rule that decided looked at.</summary>
internal static class FactsUsed
{
    public static IReadOnlyList<UsedFact> Of(Event e, Decision? decision, Policy policy, CustomerState? before, WorkspaceConfig config)
    {
        if (decision is null || RuleOf(decision, policy) is not { } rule || before is null && NeedsCustomer(rule)) return [];
        var ruling = decision.Rulings.IsEmpty ? null : decision.Rulings[0];
        var proposal = ruling is null ? null : ProposalOf(e, ruling, before);
        var agent = AgentOf(proposal?.Agent ?? e.Agent, ruling?.Department, config);
        var facts = new Facts(e.Received, before ?? CustomerState.New(e.Customer ?? CustomerState.OfWorkspace), rule is RoutingRule ? e : null, proposal, agent);
        return [.. ConditionsOf(rule).SelectMany(Fields).DistinctBy(f => f.Path, StringComparer.Ordinal)
            .Select(f => (f.Path, Value: f.Read(facts))).Select(f => new UsedFact(f.Path, f.Value.ToString(), f.Value.Exists)), .. Guessed(decision)];
    }

    // What a classifier said then; the version is the one that said it.
    private static IEnumerable<UsedFact> Guessed(Decision decision)
    {
        if (decision.Route?.Guess is not { } guess) yield break;
        var said = guess.Label is null ? "no version in force" : string.Create(CultureInfo.InvariantCulture, $"“{guess.Label}”, {guess.Confidence * 100:0.#}% sure (version {guess.Version})");
        yield return new UsedFact($"model {guess.Model}", said, guess.Label is not null);
    }

    private static Rule? RuleOf(Decision decision, Policy policy) => decision switch
    {
        { Rulings: [{ Rule: { } rule }, ..] } => policy.Rules.FirstOrDefault(r => r.Kind == rule.Kind && r.Id == rule.Id),
        { Route: { } route } => policy.Routing.FirstOrDefault(r => r.Id == route.Rule),
        _ => null,
    };

    private static Proposal? ProposalOf(Event e, Ruling ruling, CustomerState? before) =>
        e.Type == EventTypes.ActionProposed ? ProposalJson.Read(e) : before?.Actions.FirstOrDefault(a => a.Proposal.Id == ruling.Action)?.Proposal;

    // The department is the one recorded with the verdict; the rest of a definition hardly ever decides.
    private static AgentDefinition? AgentOf(string? name, string? department, WorkspaceConfig config)
    {
        if (name is null) return null;
        var known = config.Agent(name);
        return department is null ? known : (known ?? new AgentDefinition { Name = name, Department = department }) with { Department = department };
    }

    private static IEnumerable<Condition> ConditionsOf(Rule rule) => rule switch
    {
        RoutingRule r => [r.When],
        CooldownRule r => [r.Blocks],
        HoldRule r => [r.While, r.Blocks],
        CapRule r => [r.Blocks],
        QuietHoursRule r => [r.Blocks],
        ApprovalRule r => [r.When],
        GuardrailRule r => [r.When],
        _ => [],
    };

    private static bool NeedsCustomer(Rule rule) => ConditionsOf(rule).SelectMany(Fields).Any(f => f.Path.StartsWith("customer.", StringComparison.Ordinal));

    private static IEnumerable<Field> Fields(Condition condition) => condition switch
    {
        Comparison comparison => [comparison.Field],
        All all => all.Parts.SelectMany(Fields),
        Any any => any.Parts.SelectMany(Fields),
        Not not => Fields(not.Part),
        _ => [],
    };
}
