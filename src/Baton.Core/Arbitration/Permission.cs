namespace Baton.Core.Arbitration;

/// <summary>What the agent may do at all: it must be known, not paused, and permitted that kind of action.</summary>
internal static class Permission
{
    public static Finding Judge(Inquiry q)
    {
        var finding = new Finding(RuleKind.Permission, q.Proposal.Agent);
        if (q.Agent is null)
        {
            return finding with { Matched = true, Verdict = Verdict.Suppress, Code = "agent-unknown", Because = $"No agent is called {q.Proposal.Agent}", Unlock = "defining the agent" };
        }

        if (q.Agent.Paused)
        {
            return finding with { Matched = true, Verdict = Verdict.Suppress, Code = "agent-paused", Because = $"The agent {q.Agent.Name} is paused", Unlock = "resuming the agent" };
        }

        return q.Agent.MayDo(q.Proposal.Kind) ? finding
            : finding with { Matched = true, Verdict = Verdict.Suppress, Code = "not-permitted", Because = $"The agent {q.Agent.Name} may not do {q.Proposal.Kind}", Unlock = $"permitting {q.Proposal.Kind} to the agent" };
    }
}
