namespace Baton.Engine.Workspaces;

/// <summary>What a key may do. A key has one or more of them, in one workspace.</summary>
public static class Scopes
{
    /// <summary>Send events.</summary>
    public const string Ingest = "ingest";

    /// <summary>Ask whether an action may be done, and report what became of it.</summary>
    public const string Act = "act";

    /// <summary>Fetch and finish tasks as an agent.</summary>
    public const string Agent = "agent";

    /// <summary>Read everything.</summary>
    public const string Read = "read";

    /// <summary>Work on handoffs for a person.</summary>
    public const string Handoff = "handoff";

    /// <summary>Change policy, agents, members and keys.</summary>
    public const string Admin = "admin";

    /// <summary>Every scope.</summary>
    public static IReadOnlyList<string> All { get; } = [Ingest, Act, Agent, Read, Handoff, Admin];
}
