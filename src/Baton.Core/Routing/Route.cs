namespace Baton.Core.Routing;

/// <summary>Where an event went.</summary>
/// <param name="Rule">The routing rule's id.</param>
/// <param name="Policy">The version of the policy.</param>
/// <param name="Agent">The agent, if it went to one.</param>
/// <param name="Queue">The queue of people, if it went to one.</param>
/// <param name="Reason">Why, in one sentence.</param>
/// <param name="Pick">Of a rule that routes to a pool: who was picked and why.</param>
public sealed record Route(string Rule, int Policy, string? Agent, string? Queue, string Reason, string? Pick = null);
