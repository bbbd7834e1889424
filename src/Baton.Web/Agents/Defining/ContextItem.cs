using System.Collections.Immutable;
using Baton.Core.Agents;
using Baton.Core.Conditions;
using Baton.Web.Problems;

namespace Baton.Web.Agents.Defining;

/// <summary>What an agent sees besides the event, as it is sent and answered.</summary>
/// <param name="Customer">Fields of the customer by their names in conditions, without <c>customer.</c>; * for all.</param>
/// <param name="Events">The customer's newest events of these types, a trailing * matching any ending.</param>
/// <param name="MostEvents">How many events of those types; 1 to 100, by default 20.</param>
/// <param name="Messages">How many of the customer's last messages; 0 to 50.</param>
/// <param name="Results">The agents whose results in the same chain of work it sees.</param>
/// <param name="Memory">Whether it sees what it noted itself about the customer before.</param>
internal sealed record ContextItem(IReadOnlyList<string>? Customer, IReadOnlyList<string>? Events, int? MostEvents, int? Messages, IReadOnlyList<string>? Results, bool? Memory)
{
    private const int Most = 100;

    public static ContextItem Of(ContextNeeds needs) => new([.. needs.Customer], [.. needs.Events], needs.MostEvents, needs.Messages, [.. needs.Results], needs.Memory);

    public static ContextNeeds Read(JsonMembers json)
    {
        var standard = new ContextNeeds();
        var needs = standard with
        {
            Customer = Names(json, "customer", FaultOfField),
            Events = Names(json, "events", type => AgentNames.IsPattern(type) ? null : $"'{type}' is no type of event; a * may stand at its end only."),
            MostEvents = json.Whole("mostEvents", 1, 100) ?? standard.MostEvents,
            Messages = json.Whole("messages", 0, 50) ?? standard.Messages,
            Results = Names(json, "results", agent => AgentNames.IsGood(agent) ? null : AgentNames.Fault(agent)),
            Memory = json.Flag("memory") ?? false,
        };
        json.NothingElse();
        return needs;
    }

    private static string? FaultOfField(string name) =>
        name == "*" || Field.Find("customer." + name, out _) is not null ? null : $"There is no field 'customer.{name}'. Give names as in conditions, without customer., for example plan; or * for all.";

    private static ImmutableArray<string> Names(JsonMembers json, string member, Func<string, string?> faultOf)
    {
        ImmutableArray<string> names = [.. (json.Texts(member, Most) ?? []).Distinct(StringComparer.Ordinal)];
        foreach (var (i, name) in names.Index()) if (faultOf(name) is { } fault) json.WrongAt(member, i, fault);
        return names;
    }
}
