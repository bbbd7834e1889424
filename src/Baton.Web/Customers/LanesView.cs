using System.Globalization;
using Baton.Core.Events;
using Baton.Engine.Customers;
using Baton.Engine.Timeline;
using Baton.Web.Frame.Look;
using Baton.Web.Timeline;

namespace Baton.Web.Customers;

/// <summary>Who did something with the customer: one row of the lanes.</summary>
/// <param name="Actor">As <c>kind:name</c>.</param>
/// <param name="Name">Without the kind.</param>
/// <param name="Points">What they did, oldest first; what was decided comes last, so that it is drawn on top.</param>
public sealed record Lane(string Actor, string Name, IReadOnlyList<LanePoint> Points);

/// <summary>An event on a lane.</summary>
/// <param name="At">Where it stands, in percent of the width.</param>
/// <param name="Mark">Its verdict's mark, if it has one.</param>
/// <param name="Text">What it was, in one line.</param>
public sealed record LanePoint(long Seq, double At, MarkKind? Mark, string Text);

/// <summary>A hold or cooldown behind the lanes.</summary>
/// <param name="Left">Where it begins, in percent.</param>
/// <param name="Width">How wide it is, in percent.</param>
/// <param name="Place">Which of the strips above the lanes is its rule's, from 0.</param>
public sealed record LaneBar(string Rule, string Name, double Left, double Width, bool IsHold, int Place);

/// <summary>A moment named below the lanes.</summary>
public sealed record LaneTick(double At, string Text);

/// <summary>A customer's story at a glance: one row for each who acted, time to the right, what was blocked behind.</summary>
public sealed record LanesView(IReadOnlyList<Lane> Lanes, IReadOnlyList<LaneBar> Bars, IReadOnlyList<LaneTick> Ticks, double Now)
{
    /// <summary>How many rules have a strip above the lanes.</summary>
    public int Strips => Bars.Count == 0 ? 0 : Bars.Max(b => b.Place) + 1;

    private const int MostLanes = 10;
    private const int Ticking = 5;
    private static readonly TimeSpan Shortest = TimeSpan.FromMinutes(10);

    /// <summary>Lays a story out. The right edge lies a little after now, so that clocks can be seen running on.</summary>
    public static LanesView Of(CustomerStory story, DateTimeOffset now)
    {
        if (story.Entries.Count == 0) return new([], [], [], 0);
        var from = story.Entries.Min(e => e.Received);
        if (now - from < Shortest) from = now - Shortest;
        var end = now + ((now - from) * 0.08);
        double At(DateTimeOffset time) => Math.Clamp((time - from) / (end - from) * 100, 0, 100);

        var lanes = story.Entries.GroupBy(e => e.Actor, StringComparer.Ordinal).OrderBy(g => Order(g.Key)).ThenByDescending(g => g.Count()).Take(MostLanes)
            .Select(g => new Lane(g.Key, EventWords.Who(g.Key), [.. g.Reverse().Select(e => new LanePoint(e.Seq, At(e.Received), EventWords.Mark(e), $"{EventWords.What(e.Type)}: {e.Sentence}")).OrderBy(p => p.Mark is not null)]));
        var blocked = story.Blocked.Where(b => (b.Until ?? end) > from && b.From < end).ToList();
        var rules = blocked.Select(b => b.Rule).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        var bars = blocked.Select(b => Bar(b, At(b.From), At(b.Until ?? end), rules.IndexOf(b.Rule)));
        return new([.. lanes], [.. bars], Marks(from, end), At(now));
    }

    private static LaneBar Bar(BlockedStretch stretch, double left, double right, int place) =>
        new(stretch.Rule, EventWords.Rule(stretch.Rule), left, Math.Max(0.3, right - left), stretch.Rule.StartsWith("hold:", StringComparison.Ordinal), place);

    // The customer's side first, then agents, people, and Baton itself.
    private static int Order(string actor) => Actor.Parse(actor).Kind switch
    {
        ActorKind.Channel => 0,
        ActorKind.Agent => 1,
        ActorKind.Person => 2,
        _ => 3,
    };

    private static IReadOnlyList<LaneTick> Marks(DateTimeOffset from, DateTimeOffset end)
    {
        var format = end - from > TimeSpan.FromDays(2) ? "d MMM" : end - from > TimeSpan.FromHours(20) ? "d MMM HH:mm" : "HH:mm";
        return [.. Enumerable.Range(0, Ticking).Select(i => (i + 0.5) / Ticking).Select(share => new LaneTick(share * 100, (from + ((end - from) * share)).UtcDateTime.ToString(format, CultureInfo.InvariantCulture)))];
    }
}
