namespace Baton.Engine.Agents.Spending;

/// <summary>By what usage is added up.</summary>
public enum SpentBy
{
    /// <summary>The agent.</summary>
    Agent,

    /// <summary>The model that the agent was called with.</summary>
    Model,

    /// <summary>The customer.</summary>
    Customer,
}

/// <summary>What was used, added up.</summary>
/// <param name="Key">The agent, the model, or the customer's id; empty where a task was about no customer.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Tasks">Finished tasks; by agent and model only those to which the agent gave a result.</param>
/// <param name="InputTokens">Tokens read.</param>
/// <param name="OutputTokens">Tokens written.</param>
/// <param name="Cost">Money, in the workspace's currency.</param>
public sealed record Spent(string Key, string Name, long Tasks, long InputTokens, long OutputTokens, decimal Cost);

/// <summary>How much of a budget is used up.</summary>
/// <param name="Agent">Whose it is.</param>
/// <param name="Per"><c>hour</c> or <c>day</c>.</param>
/// <param name="What"><c>calls</c>, <c>tokens</c> or <c>money</c>.</param>
/// <param name="Used">So much was used since the hour or the day (UTC) began.</param>
/// <param name="Most">So much may be.</param>
/// <param name="WarnAt">The share from which people are warned.</param>
public sealed record BudgetStand(string Agent, string Per, string What, decimal Used, decimal Most, double WarnAt)
{
    /// <summary>The share that is used; may be above 1, because a call that has begun is let end.</summary>
    public double Share => Most == 0 ? 0 : (double)(Used / Most);

    /// <summary>Whether people should look.</summary>
    public bool IsWarning => Share >= WarnAt;
}
