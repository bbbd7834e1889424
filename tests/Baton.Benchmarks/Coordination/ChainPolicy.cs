namespace Baton.Benchmarks.Coordination;

/// <summary>A message goes to classify, its result to draft, that one's to act, as many as asked for; with the usual rules for contacts beside it.</summary>
internal static class ChainPolicy
{
    public static readonly string[] Agents = ["classify", "draft", "act"];

    /// <param name="steps">Agents of the chain.</param>
    /// <param name="idle">Further rules before these that match nothing: half of them routing, a quarter cooldowns, a quarter caps.</param>
    public static string Document(int steps, int idle = 0)
    {
        var rules = Idle(idle / 2, i => $$$"""{"id":"idle-route-{{{i}}}","when":{"all":[{"field":"event.type","op":"eq","value":"message.received"},{"field":"event.data.topic","op":"eq","value":"topic-{{{i}}}"}]},"to":{"agent":"draft"}}""");
        var cooldowns = Idle(idle / 4, i => $$$"""{"id":"idle-cooldown-{{{i}}}","after":{"field":"event.type","op":"eq","value":"shop.thing{{{i}}}"},"blocks":{"field":"action.kind","op":"eq","value":"thing.{{{i}}}"},"for":"PT1H","then":"delay"},""");
        var caps = Idle(idle / 4, i => $$$"""{"id":"idle-cap-{{{i}}}","blocks":{"field":"action.kind","op":"eq","value":"thing.{{{i}}}"},"max":1,"per":"P7D","then":"delay"},""");
        for (var i = 1; i < steps; i++)
        {
            rules.Add($$$"""{"id":"after-{{{Name(i - 1)}}}","when":{"all":[{"field":"event.type","op":"eq","value":"baton.task.finished"},{"field":"event.agent","op":"eq","value":"{{{Name(i - 1)}}}"}]},"to":{"agent":"{{{Name(i)}}}"}}""");
        }

        rules.Add("""{"id":"messages","when":{"field":"event.type","op":"eq","value":"message.received"},"to":{"agent":"classify"}}""");
        return $$$"""
            {"departments":["support","success","sales","marketing"],
             "routing":[{{{string.Join(',', rules)}}}],
             "cooldowns":[{{{string.Concat(cooldowns)}}}{"id":"after-support","after":{"field":"event.type","op":"startsWith","value":"case."},"blocks":{"all":[{"field":"agent.department","op":"eq","value":"sales"},{"field":"action.kind","op":"startsWith","value":"contact."}]},"for":"PT48H","then":"delay"}],
             "holds":[{"id":"escalation","while":{"field":"customer.openHandoffs","op":"gt","value":0},"blocks":{"field":"action.purpose","op":"eq","value":"promotion"},"then":"suppress"}],
             "caps":[{{{string.Concat(caps)}}}{"id":"weekly","blocks":{"all":[{"field":"action.kind","op":"startsWith","value":"contact."},{"field":"action.purpose","op":"eq","value":"promotion"}]},"max":3,"per":"P7D","then":"delay"}],
             "quietHours":[{"id":"night","blocks":{"field":"action.purpose","op":"eq","value":"promotion"},"from":"21:00","to":"08:00","timeZone":"customer"}],
             "approvals":[{"id":"big-refund","when":{"all":[{"field":"action.kind","op":"eq","value":"refund"},{"field":"action.data.amount","op":"gt","value":100}]},"queue":"finance"}],
             "guardrails":[{"id":"no-card-numbers","when":{"field":"action.text","op":"matches","value":"\\b(?:\\d[ -]?){13,16}\\b"},"then":"escalate","queue":"compliance"}],
             "precedence":{"window":"PT15M","loser":"delay"},"consent":{"doNotContact":"suppress"}}
            """;
    }

    private static List<string> Idle(int many, Func<int, string> rule) => [.. Enumerable.Range(0, many).Select(rule)];

    public static string Name(int step) => step < Agents.Length ? Agents[step] : $"step{step + 1}";
}
