using Baton.Core.Conditions;
using Baton.Core.Conditions.Reasoning;
using Baton.Core.Events;

namespace Baton.Core.Policies.Linting;

/// <summary>Routing rules that never get an event, and such whose order decides more than it seems.</summary>
internal static class RoutingLint
{
    // With fewer recorded events than this nothing is concluded from them.
    private const int Enough = 5;
    private const int MostTakers = 12;

    public static void Look(LintRun run)
    {
        var routes = run.Sites.Where(s => s is { Rule: RoutingRule, Decides: true }).Select(s => new Route(s)).ToList();
        var earlier = new RouteIndex();
        foreach (var route in routes)
        {
            if (!run.Duplicates.Contains(route.Site)) Look(run, route, earlier.Beside(route));
            LookForSource(run, routes, route);
            if (route.Rule.Classify is null) earlier.Add(route); // one that asks a classifier leaves some of what suits it to the next
        }
    }

    private static void Look(LintRun run, Route route, List<Route> earlier)
    {
        if (!run.MayAsk("whether a routing rule is reached")) return;
        var answer = run.CanHold(ConditionPlace.Routing, route.Takes);
        if (answer.Is == Certainty.No) return; // said already: its condition is never true
        var takers = new List<Route>();

        // An example of an event for this rule, shown to the earlier ones in turn: whoever takes it must be got round by the next example.
        while (answer.Example is { } example && takers.Count < MostTakers)
        {
            if (earlier.Find(e => e.Takes.Condition.Holds(example.Facts)) is not { } taker)
            {
                LookForOverlap(run, route, earlier);
                return;
            }

            takers.Add(taker);
            answer = run.Satisfy(ConditionPlace.Routing, [route.Takes.MustHold, .. takers.Select(t => t.Takes.MustFail)]);
        }

        if (answer.Is == Certainty.No) Unreachable(run, route, Needed(run, route, takers));
        else LookIntoRecords(run, route, earlier);
    }

    // Of the rules that take everything together, those without which something would be left.
    private static List<Route> Needed(LintRun run, Route route, List<Route> takers)
    {
        for (var i = takers.Count - 1; i >= 0 && takers.Count > 1; i--)
        {
            var others = takers.Where((_, at) => at != i).Select(t => t.Takes.MustFail);
            if (run.Satisfy(ConditionPlace.Routing, [route.Takes.MustHold, .. others]).Is == Certainty.No) takers.RemoveAt(i);
        }

        takers.Sort((one, other) => one.Site.Index.CompareTo(other.Site.Index));
        return takers;
    }

    private static void Unreachable(LintRun run, Route route, List<Route> takers)
    {
        var names = Words.Listed([.. takers.Select(t => t.Rule.Id)], "and");
        var first = takers[0];
        var back = run.Implies(ConditionPlace.Routing, first.Takes, route.Takes) == Certainty.Yes;
        run.Add(new LintFinding(LintKind.RouteUnreachable, route.Site.Pointer, $"Rule {route.Rule.Id} never gets an event: {(takers.Count == 1 ? $"rule {names}, which comes first, takes" : $"rules {names}, which come first, together take")} everything that it would.", LintGrounds.Reasoning)
        {
            Rules = [route.Site.Key, .. takers.Select(t => t.Site.Key)],
            Example = LintRun.Made(run.Satisfy(ConditionPlace.Routing, route.Takes.MustHold, first.Takes.MustHold)),
            Fix = takers.Count > 1 ? route.Site.Off : back ? route.Site.Removed : new LintFix($"Put it before {first.Rule.Id}", [DocumentEdit.Move(route.Site.Pointer, first.Site.Pointer)]),
        });
    }

    private static void LookIntoRecords(LintRun run, Route route, List<Route> earlier)
    {
        var its = run.World.SampleFor([route.Takes.Condition, .. earlier.Select(e => e.Takes.Condition)]).Where(s => s.Facts.Event is not null && route.Takes.Condition.Holds(s.Facts)).ToList();
        if (its.Count < Enough || its.Exists(s => !earlier.Exists(e => e.Takes.Condition.Holds(s.Facts)))) return;
        var takers = its.Select(s => earlier.Find(e => e.Takes.Condition.Holds(s.Facts))!).Distinct().ToList();
        run.Add(new LintFinding(LintKind.RouteUnreachable, route.Site.Pointer, $"Rule {route.Rule.Id} got none of the {its.Count} recorded events that suit it: {Words.Listed([.. takers.Select(t => t.Rule.Id)], "and")} came first each time.", LintGrounds.Recorded)
        {
            Rules = [route.Site.Key, .. takers.Select(t => t.Site.Key)],
            Example = LintRun.Happened(its[0]),
            Fix = new LintFix($"Put it before {takers.MinBy(t => t.Site.Index)!.Rule.Id}", [DocumentEdit.Move(route.Site.Pointer, takers.MinBy(t => t.Site.Index)!.Site.Pointer)]),
        });
    }

    // An earlier rule about fewer events is an exception, and meant; one that only partly meets this one decides by its place alone. One such is enough to say.
    private static void LookForOverlap(LintRun run, Route route, List<Route> earlier)
    {
        foreach (var other in earlier)
        {
            if (other.GoesWhere(route) || !other.MayMeet(route)) continue;
            if (!run.MayAsk("whether two routing rules overlap")) return;
            var both = run.Satisfy(ConditionPlace.Routing, route.Takes.MustHold, other.Takes.MustHold);
            if (both.Is == Certainty.No || run.Implies(ConditionPlace.Routing, other.Takes, route.Takes) != Certainty.No) continue;
            var happened = both.Is == Certainty.Unknown ? run.World.SampleFor(route.Takes.Condition, other.Takes.Condition).FirstOrDefault(s => s.Facts.Event is not null && route.Takes.Condition.Holds(s.Facts) && other.Takes.Condition.Holds(s.Facts)) : null;
            if (both.Is == Certainty.Unknown && happened is null) continue;
            run.Add(new LintFinding(LintKind.RoutesOverlap, route.Site.Pointer, $"Rules {other.Rule.Id} and {route.Rule.Id} both match some events, which go to {TargetOf(other)} and not to {TargetOf(route)} because {other.Rule.Id} comes first.", happened is null ? LintGrounds.Reasoning : LintGrounds.Recorded)
            {
                Rules = [route.Site.Key, other.Site.Key],
                Example = happened is null ? LintRun.Made(both) : LintRun.Happened(happened),
            });
            return;
        }
    }

    private static string TargetOf(Route route) => route.Rule.Classify?.Targets is null ? route.Rule.Pool?.Sentence ?? route.Rule.Agent ?? $"the people of {route.Rule.Queue}" : "where its label says";

    // A rule that waits for an agent's work needs somebody who gives the agent work.
    private static void LookForSource(LintRun run, List<Route> routes, Route route)
    {
        var parts = ActionPhrase.Parts(route.Rule.When).OfType<Comparison>().Where(c => c.Operator == Operator.Eq).ToList();
        if (!parts.Exists(c => c.Field.Path == "event.type" && Comparisons.Text(c) == EventTypes.TaskFinished)) return;
        if (parts.Find(c => c.Field.Path == "event.agent") is not { } asked || Comparisons.Text(asked) is not { } agent) return;
        if (routes.Exists(r => Names(r.Rule, agent)) || run.World.Agents?.Any(a => agent.Equals(a.Definition.Fallback, StringComparison.OrdinalIgnoreCase)) == true) return;
        if (run.Sites.FirstOrDefault(s => s.Rule is RoutingRule rule && Names(rule, agent)) is not { } source || source.Rule is { Enabled: true, Mode: RuleMode.Canary }) return;
        var how = source.Rule.Enabled ? "is only in shadow" : "is off";
        run.Add(new LintFinding(LintKind.RouteSourceOff, route.Site.Pointer, $"Rule {route.Rule.Id} waits for work of {agent}, and rule {source.Rule.Id}, which gives {agent} work, {how}.", LintGrounds.Document)
        {
            Rules = [route.Site.Key, source.Key],
            Fix = source.Rule.Enabled ? null : new LintFix($"Turn {source.Rule.Id} on", [DocumentEdit.Set($"{source.Pointer}/enabled", value: true)]),
        });
    }

    private static bool Names(RoutingRule rule, string agent) => rule.Agents.Contains(agent, StringComparer.OrdinalIgnoreCase);
}
