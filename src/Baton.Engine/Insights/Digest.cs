namespace Baton.Engine.Insights;

/// <summary>What one agent asked for in a day, and the first answers it got.</summary>
/// <param name="Agent">The agent.</param>
/// <param name="Asked">How often it asked.</param>
/// <param name="Allowed">Allowed at once.</param>
/// <param name="Delayed">Had to wait.</param>
/// <param name="Suppressed">Not to be done.</param>
/// <param name="Escalated">Given to a person.</param>
/// <param name="Restored">Let through by a person after all, whenever asked.</param>
public sealed record AgentDay(string Agent, long Asked, long Allowed, long Delayed, long Suppressed, long Escalated, long Restored);

/// <summary>How often a rule held somebody back in a day.</summary>
/// <param name="Rule">The rule, as <c>kind:id</c>.</param>
/// <param name="Sentence">It in words, when the policy still has it.</param>
/// <param name="Count">How often.</param>
/// <param name="Acts">What agents gave way to, most often first.</param>
public sealed record RuleDay(string Rule, string? Sentence, long Count, IReadOnlyList<ActDay> Acts);

/// <summary>How often agents gave way to one act.</summary>
/// <param name="Act">In words.</param>
/// <param name="Count">How often.</param>
public sealed record ActDay(string Act, long Count);

/// <summary>One day in plain words: what the agents wanted, what Baton let through, and why.</summary>
/// <param name="Day">The day, in UTC.</param>
/// <param name="Total">All agents together.</param>
/// <param name="Agents">Each of them, the one who asked most first.</param>
/// <param name="Rules">What held them back, most often first.</param>
/// <param name="Sentences">The day, told.</param>
public sealed record Digest(DateOnly Day, AgentDay Total, IReadOnlyList<AgentDay> Agents, IReadOnlyList<RuleDay> Rules, IReadOnlyList<string> Sentences);
