using System.Collections.Immutable;
using System.Globalization;
using Baton.Core.Classification;
using Baton.Core.Conditions;
using Baton.Core.Customers;
using Baton.Core.Deciding;
using Baton.Core.Events;
using Baton.Core.Policies;

namespace Baton.Core.Routing;

/// <summary>The rule that takes an event, with the target that it has for it, and what a classifier said where the rule asked one.</summary>
/// <param name="Rule">The rule; its agent or queue is the one for this event.</param>
/// <param name="Guess">What the classifier said.</param>
public sealed record RouteFound(RoutingRule Rule, RouteGuess? Guess = null);

/// <summary>Finds the routing rule for an event: the first that matches.</summary>
public static class Router
{
    /// <summary>The rule that takes the event, or null; and where those before it would have sent it that are only tried.</summary>
    public static (RouteFound? Found, ImmutableArray<WouldHave> Would) Find(Event e, CustomerState customer, WorkspaceConfig config, DateTimeOffset now)
    {
        var own = e.Type.StartsWith(EventTypes.Reserved, StringComparison.Ordinal);
        var facts = new Facts(now, customer, Event: e, Agent: config.Agent(e.Agent));
        ImmutableArray<WouldHave> would = [];
        Heard? last = null;
        foreach (var rule in config.Policy.Routing)
        {
            // Baton's own events go only where a rule names their type, or a rule about a word would catch its own effects.
            if (!rule.Enabled || own && !rule.NamesOwnEvents || !rule.When.Holds(facts)) continue;
            var found = rule.Classify is { } classify ? Asked(rule, classify, facts, config, ref last) : new RouteFound(rule);
            if (found is null) continue;
            if (rule.DecidesFor(customer.Id)) return (found, would);
            would = would.Add(new WouldHave(rule.Id, found.Rule.Target, rule.GroupOf(customer.Id)));
        }

        return (null, would);
    }

    /// <summary>The route that a rule makes, with its reason.</summary>
    public static Route Route(RouteFound found, Policy policy) => new(found.Rule.Id, policy.Version, found.Rule.Agent, found.Rule.Queue,
        $"Rule {found.Rule.Id}: {found.Rule.When.Sentence}{Because(found)}.") { Guess = found.Guess };

    /// <summary>Whether a rule that asks a classifier takes an event that fits its condition, perhaps for people to look at.</summary>
    internal static bool Takes(RoutingRule rule, ClassifyClause classify, Facts facts, WorkspaceConfig config)
    {
        Heard? last = null;
        return Asked(rule, classify, facts, config, ref last) is not null;
    }

    // A text that is not there is about nothing: the next rule decides, as after a condition about a missing field.
    private static RouteFound? Asked(RoutingRule rule, ClassifyClause classify, Facts facts, WorkspaceConfig config, ref Heard? last)
    {
        if (classify.Text.Read(facts).Text is not { Length: > 0 } text) return null;
        var model = config.Model(classify.Model);
        if (last is null || last.Model != classify.Model || last.Text != text) last = new Heard(classify.Model, text, model?.Classify(text, alternatives: 0));
        var isSure = last.Answer is { IsOutOfScope: false } answer && answer.Confidence >= classify.MinConfidence;
        var guess = new RouteGuess(classify.Model, model?.Version, last.Answer?.Label, last.Answer?.Confidence ?? 0, isSure);
        if (!isSure) return classify.Else is { } queue ? new RouteFound(rule with { Agent = null, Queue = queue, Pool = null }, guess) : null;
        if (!classify.Labels.Contains(guess.Label!, StringComparer.Ordinal)) return null;
        return new RouteFound(classify.Targets is { } targets ? rule with { Agent = targets[guess.Label!].Agent, Queue = targets[guess.Label!].Queue } : rule, guess);
    }

    private static string Because(RouteFound found) => found switch
    {
        { Guess: null } => "",
        { Guess: { IsSure: true } sure } => $", and {sure.Model} is {Percent(sure.Confidence)} sure that it is about “{sure.Label}”",
        { Guess: { Version: null, Model: var model } } => $", but no version of the model {model} is in force, so that a person looks at it",
        { Guess: { } strange } when strange.Confidence >= found.Rule.Classify!.MinConfidence => $", but {strange.Model} finds that it is about nothing that it knows, so that a person looks at it",
        { Guess: var unsure } => $", but {unsure.Model} is only {Percent(unsure.Confidence)} sure that it is about “{unsure.Label}” and {Percent(found.Rule.Classify!.MinConfidence)} is wanted, so that a person looks at it",
    };

    // Rounded down, or 79.9% would be said to fall short of 80% as "80%".
    private static string Percent(double share) => Math.Floor(Math.Round(share * 100, 6)).ToString("0", CultureInfo.InvariantCulture) + "%";

    private sealed record Heard(string Model, string Text, Classified? Answer);
}
