namespace Baton.Benchmarks.Coordination;

/// <summary>A message goes to classify, its result to draft, that one's to act, as many as asked for; with the usual rules for contacts beside it.</summary>
internal static class ChainPolicy
{
    public static readonly string[] Agents = ["classify", "draft", "act"];

    public static string Document(int steps)
    {
        var rules = new List<string>();
        for (var i = 1; i < steps; i++)
        {
            rules.Add($$$"""{"id":"after-{{{Name(i - 1)}}}","when":{"all":[{"field":"event.type","op":"eq","value":"baton.task.finished"},{"field":"event.agent","op":"eq","value":"{{{Name(i - 1)}}}"}]},"to":{"agent":"{{{Name(i)}}}"}}""");
        }

        rules.Add("""{"id":"messages","when":{"field":"event.type","op":"eq","value":"message.received"},"to":{"agent":"classify"}}""");
        return $$$"""
            {"departments":["support","success","sales","marketing"],
             "routing":[{{{string.Join(',', rules)}}}],
             "cooldowns":[{"id":"after-support","after":{"field":"event.type","op":"startsWith","value":"case."},"blocks":{"all":[{"field":"agent.department","op":"eq","value":"sales"},{"field":"action.kind","op":"startsWith","value":"contact."}]},"for":"PT48H","then":"delay"}],
             "holds":[{"id":"escalation","while":{"field":"customer.openHandoffs","op":"gt","value":0},"blocks":{"field":"action.purpose","op":"eq","value":"promotion"},"then":"suppress"}],
             "caps":[{"id":"weekly","blocks":{"all":[{"field":"action.kind","op":"startsWith","value":"contact."},{"field":"action.purpose","op":"eq","value":"promotion"}]},"max":3,"per":"P7D","then":"delay"}],
             "quietHours":[{"id":"night","blocks":{"field":"action.purpose","op":"eq","value":"promotion"},"from":"21:00","to":"08:00","timeZone":"customer"}],
             "approvals":[{"id":"big-refund","when":{"all":[{"field":"action.kind","op":"eq","value":"refund"},{"field":"action.data.amount","op":"gt","value":100}]},"queue":"finance"}],
             "guardrails":[{"id":"no-card-numbers","when":{"field":"action.text","op":"matches","value":"\\b(?:\\d[ -]?){13,16}\\b"},"then":"escalate","queue":"compliance"}],
             "precedence":{"window":"PT15M","loser":"delay"},"consent":{"doNotContact":"suppress"}}
            """;
    }

    public static string Name(int step) => step < Agents.Length ? Agents[step] : $"step{step + 1}";
}
