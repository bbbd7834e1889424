using Baton.Core.Policies;
using Baton.Core.Timeline;
using Baton.Engine.Pipeline;
using Baton.Engine.Storage.Rows;
using Baton.Engine.Timeline;
using Baton.Web.Customers;
using Baton.Web.Keys;
using Baton.Web.Problems;

namespace Baton.Web.Timeline;

/// <summary>Which rows of the log are wanted, in a query string or in the live stream.</summary>
/// <param name="Customer">A reference to the customer.</param>
/// <param name="Agent">The agent it came from or concerns.</param>
/// <param name="Type">CloudEvents type; with * at its end every type that begins so.</param>
/// <param name="Run">A workflow run.</param>
/// <param name="Handoff">A handoff.</param>
/// <param name="Kind"><c>event</c>, <c>action</c>, <c>task</c>, <c>handoff</c>, <c>message</c> or <c>configuration</c>.</param>
/// <param name="Q">Words that occur in it; several between double quotes stand together.</param>
/// <param name="From">Received at this time or later, RFC 3339.</param>
/// <param name="To">Received before this time, RFC 3339.</param>
/// <param name="Verdict"><c>allow</c>, <c>delay</c>, <c>suppress</c> or <c>escalate</c>.</param>
/// <param name="Rule">The rule that decided, as kind:id.</param>
/// <param name="Outcome"><c>handled</c>, <c>waiting</c>, <c>unrouted</c>, <c>quarantined</c> or <c>failed</c>.</param>
internal sealed record TimelineQuery(
    string? Customer = null, string? Agent = null, string? Type = null, string? Run = null, string? Handoff = null, string? Kind = null, string? Q = null,
    string? From = null, string? To = null, string? Verdict = null, string? Rule = null, string? Outcome = null)
{
    /// <summary>The filter; null when nobody is known as the customer named.</summary>
    /// <exception cref="ProblemException">400: every fault is named.</exception>
    public TimelineFilter? Read(Caller caller, Conductor conductor)
    {
        var faults = new List<Fault>();
        if (Given(Kind) is { } kind && !EventKinds.All.Contains(kind)) faults.Add(new Fault("/kind", $"'kind' must be one of {string.Join(", ", EventKinds.All)}."));
        if (Given(Outcome) is { } outcome && !Enum.TryParse<LogOutcome>(outcome, ignoreCase: true, out _)) faults.Add(new Fault("/outcome", "'outcome' must be one of handled, waiting, unrouted, quarantined, failed."));
        var (from, to) = (Time("from", From, faults), Time("to", To, faults));
        if (faults.Count > 0) throw (Problem.Malformed("The query cannot be read.") with { Errors = faults }).Thrown();
        if (!CustomerQuery.TryFind(Customer, caller, conductor, out var customer)) return null;
        return new TimelineFilter
        {
            Customer = customer,
            Agent = Given(Agent),
            Type = Given(Type),
            Run = Given(Run),
            Handoff = Given(Handoff),
            Kind = Given(Kind),
            Query = Given(Q),
            From = from,
            To = to,
            Verdict = Given(Verdict),
            Rule = Given(Rule),
            Outcome = Given(Outcome),
        };
    }

    private static DateTimeOffset? Time(string name, string? text, List<Fault> faults)
    {
        if (Given(text) is not { } given) return null;

        // A plus in a query string that was not encoded arrives as a blank.
        var time = Rfc3339.Read(given.Replace(' ', '+'));
        if (time is null) faults.Add(new Fault("/" + name, $"'{name}' must be an RFC 3339 time, for example 2026-11-23T09:00:00Z."));
        return time;
    }

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
