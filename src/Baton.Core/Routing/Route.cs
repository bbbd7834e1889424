namespace Baton.Core.Routing;

/// <summary>Where an event went.</summary>
/// <param name="Rule">The routing rule's id.</param>
/// <param name="Policy">The version of the policy.</param>
/// <param name="Agent">The agent, if it went to one.</param>
/// <param name="Queue">The queue of people, if it went to one.</param>
/// <param name="Reason">Why, in one sentence.</param>
/// <param name="Pick">Of a rule that routes to a pool: who was picked and why.</param>
public sealed record Route(string Rule, int Policy, string? Agent, string? Queue, string Reason, string? Pick = null)
{
    /// <summary>What a classifier said, when the rule asked one.</summary>
    public RouteGuess? Guess { get; init; }
}

/// <summary>What a classifier said about an event that a rule asked it about.</summary>
/// <param name="Model">The model's name.</param>
/// <param name="Version">The version in force at that moment; null when none was.</param>
/// <param name="Label">The likeliest label; null without a version.</param>
/// <param name="Confidence">How sure it was, from 0 to 1.</param>
/// <param name="IsSure">Whether that was enough for the rule.</param>
public sealed record RouteGuess(string Model, string? Version, string? Label, double Confidence, bool IsSure);
