namespace Baton.Engine.Tests.Running;

/// <summary>Parts of policies that tests publish.</summary>
internal static class Policy
{
    public const string CapOfOne = """ "caps":[{"id":"one","blocks":{"field":"action.kind","op":"startsWith","value":"contact."},"max":1,"per":"P7D","then":"suppress"}] """;

    public const string AfterSupport = """
        "cooldowns":[{"id":"after-support","after":{"field":"event.type","op":"startsWith","value":"case."},"blocks":{"all":[{"field":"agent.department","op":"eq","value":"sales"},{"field":"action.kind","op":"startsWith","value":"contact."}]},"for":"PT48H","then":"delay"}]
        """;

    public const string WhileHandedOff = """
        "holds":[{"id":"escalation","while":{"field":"customer.openHandoffs","op":"gt","value":0},"blocks":{"field":"action.purpose","op":"eq","value":"promotion"},"then":"suppress"}]
        """;

    public const string BigRefunds = """
        "approvals":[{"id":"big-refund","when":{"field":"action.kind","op":"eq","value":"refund"},"queue":"finance"}]
        """;

    /// <summary>Messages go to the first agent, and each one's results to the next.</summary>
    public static string Chain(params string[] agents)
    {
        const string Messages = """{"id":"messages","when":{"field":"event.type","op":"eq","value":"message.received"},"to":{"agent":"FIRST"}}""";
        const string After = """{"id":"after-ONE","when":{"all":[{"field":"event.type","op":"eq","value":"baton.task.finished"},{"field":"event.agent","op":"eq","value":"ONE"}]},"to":{"agent":"NEXT"}}""";
        var rules = agents.Skip(1).Select((next, i) => After.Replace("ONE", agents[i]).Replace("NEXT", next));
        return $""" "routing":[{string.Join(',', rules.Append(Messages.Replace("FIRST", agents[0])))}] """;
    }
}
