using Baton.Core.Timeline;

namespace Baton.Core.Policies.Linting;

/// <summary>Rules that have had nothing to do for long.</summary>
internal static class ActivityLint
{
    private static readonly TimeSpan Long = TimeSpan.FromDays(30);

    public static void Look(LintRun run)
    {
        foreach (var site in run.Enabled)
        {
            if (!run.World.Activity.TryGetValue(site.Key, out var activity) || run.World.Now - activity.Since < Long || run.World.Now - activity.Last < Long) continue;
            var since = activity.Last is { } last ? $"for {Spans.Of(run.World.Now - last)}" : $"since it came into force {Spans.Ago(activity.Since, run.World.Now)}";
            run.Add(new LintFinding(LintKind.RuleSilent, site.Pointer, $"Rule {site.Rule.Id} has not decided anything {since}.", LintGrounds.Recorded) { Rules = [site.Key], Fix = site.Off });
        }
    }
}
