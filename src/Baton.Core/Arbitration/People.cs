using Baton.Core.Agents;

namespace Baton.Core.Arbitration;

/// <summary>People who answer customers, as the rules see them.</summary>
public static class People
{
    /// <summary>Their department.</summary>
    public const string Department = "people";

    /// <summary>Their kind, where agents have theirs.</summary>
    public const string Kind = "person";

    /// <summary>A person as whoever proposes an action.</summary>
    /// <param name="email">The person's e-mail.</param>
    internal static AgentDefinition Proposer(string email) => new() { Name = email, Department = Department };
}
