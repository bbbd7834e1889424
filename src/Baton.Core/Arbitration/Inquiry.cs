using Baton.Core.Agents;
using Baton.Core.Conditions;
using Baton.Core.Customers;
using Baton.Core.Policies;
using Baton.Core.Rollouts;

namespace Baton.Core.Arbitration;

/// <summary>The question "may this be done to this customer, now?" with all that the rules may look at.</summary>
internal sealed class Inquiry(CustomerState customer, Proposal proposal, AgentDefinition? agent, Policy policy, DateTimeOffset now, ActionRecord? earlier, string? said, DateTimeOffset? until)
{
    public CustomerState Customer { get; } = customer;

    public Proposal Proposal { get; } = proposal;

    public AgentDefinition? Agent { get; } = agent;

    public Policy Policy { get; } = policy;

    public DateTimeOffset Now { get; } = now;

    /// <summary>The action as it was decided before, when it is decided again.</summary>
    public ActionRecord? Earlier { get; } = earlier;

    /// <summary>A person has said yes: what only wanted a person's yes is content.</summary>
    public bool Approved => Earlier?.Approved == true;

    /// <summary>A person lets it through now, in these words: what only wanted time is content as well.</summary>
    public string? Said { get; } = said;

    /// <summary>A person lets it through although it was suppressed, until then: rules that only arrange who comes when are content as well.</summary>
    public DateTimeOffset? Until { get; } = until;

    public string Department => Agent?.Department ?? "";

    /// <summary>The facts for conditions on the action.</summary>
    public Facts Facts { get; } = new(now, customer, Action: proposal, Agent: agent);

    /// <summary>The customer's own time zone.</summary>
    public TimeZoneInfo Zone => field ??= WallClock.Zone(Customer.AttributeText("timeZone"));

    /// <summary>What a rule has to say, with whether it decides for this customer; and the comparison that failed when it did not match.</summary>
    public Finding About(Rule rule, Miss? miss = null)
    {
        var group = rule.GroupOf(Customer.Id);
        return new Finding(rule.Kind, rule.Id, miss, group is null ? rule.Mode : group == CanaryGroup.Inside ? RuleMode.Enforced : RuleMode.Shadow) { Canary = group };
    }

    /// <summary>Actions that came before this one, itself left out. A pending action sees only those asked earlier, or two would wait for each other for ever.</summary>
    public IEnumerable<ActionRecord> Before()
    {
        foreach (var action in Customer.Actions)
        {
            if (Earlier is not null && action.Proposal.Id == Earlier.Proposal.Id) continue;
            if (action.Counts || action.IsPending && (Earlier is null || action.Seq < Earlier.Seq)) yield return action;
        }
    }
}
