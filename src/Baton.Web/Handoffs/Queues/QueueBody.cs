using System.Collections.Immutable;
using System.Text.Json;
using System.Xml;
using Baton.Core.Agents;
using Baton.Core.Handoffs.Queues;
using Baton.Web.Problems;

namespace Baton.Web.Handoffs.Queues;

/// <summary>Reads a queue as it was sent.</summary>
internal static class QueueBody
{
    private const int MostNames = 500;
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1), Longest = TimeSpan.FromDays(90);
    private static readonly string[] Priorities = ["urgent", "high", "normal", "low"];

    public static QueueDefinition Read(JsonMembers body, string name, DateTimeOffset now)
    {
        if (name.Length is 0 or > 64 || name != name.Trim() || name.Any(char.IsControl)) body.Wrong("name", "A queue's name has 1 to 64 characters, none of them a line break.");
        if (body.Text("name", max: 64) is { } said && said != name) body.Wrong("name", $"The address says {name}, the body says {said}.");
        var usual = new QueueDefinition { Name = name };
        return usual with
        {
            Title = body.Text("title", max: 100),
            Description = body.Text("description", max: 500),
            Mode = body.Word("mode", ["pull", "push"]) == "push" ? QueueMode.Push : QueueMode.Pull,
            Skills = Names(body, "skills"),
            Languages = Names(body, "languages"),
            People = Emails(body, "people"),
            Hidden = body.Flag("hidden") is true,
            Hours = HoursBody.Read(body, "hours", now),
            Levels = Levels(body),
            WarnAt = body.Whole("warnAt", 1, 99) ?? usual.WarnAt,
            OfferFor = body.Duration("offerFor", TimeSpan.FromSeconds(10), TimeSpan.FromHours(1)) ?? usual.OfferFor,
            Idle = body.Duration("idle", TimeSpan.FromMinutes(1), TimeSpan.FromDays(7)),
            AcceptWithin = body.Duration("acceptWithin", TimeSpan.FromMinutes(1), TimeSpan.FromDays(1)) ?? usual.AcceptWithin,
            Notice = body.Text("notice", max: 1000),
            AtBreach = Escalation(body, name),
        };
    }

    private static ImmutableArray<ServiceLevel> Levels(JsonMembers body)
    {
        var levels = new List<ServiceLevel>();
        foreach (var (index, json) in body.List("levels", Priorities.Length).Index())
        {
            var level = new ServiceLevel
            {
                Priority = Enum.TryParse<Priority>(json.Word("priority", Priorities, required: true), ignoreCase: true, out var priority) ? priority : Priority.Normal,
                Claim = json.Duration("claim", Second, Longest),
                Answer = json.Duration("answer", Second, Longest),
                Resolution = json.Duration("resolution", Second, Longest),
                Always = json.Flag("always") is true,
            };
            json.NothingElse();
            if (level.IsEmpty) body.WrongAt("levels", index, "Promise at least one of 'claim', 'answer' and 'resolution'.");
            if (levels.Exists(l => l.Priority == level.Priority)) body.WrongAt("levels", index, "This priority stands here twice.");
            levels.Add(level);
        }

        return [.. levels];
    }

    private static QueueEscalation? Escalation(JsonMembers body, string name)
    {
        if (body.Members("atBreach") is not { } json) return null;
        var escalation = new QueueEscalation { Queue = json.Text("queue", max: 64), RaisePriority = json.Flag("raisePriority") is true, Tell = Emails(json, "tell") };
        json.NothingElse();
        if (escalation.Queue == name) json.Wrong("queue", "A case cannot be escalated to the queue in which it waits. Name another, or none.");
        return escalation is { Queue: null, RaisePriority: false, Tell.IsEmpty: true } ? null : escalation;
    }

    internal static ImmutableArray<string> Names(JsonMembers body, string name) =>
        [.. (body.Texts(name, MostNames) ?? []).Select(text => text.Trim()).Where(text => text.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase)];

#pragma warning disable CA1308 // addresses are kept in lower case, as everywhere
    internal static ImmutableArray<string> Emails(JsonMembers body, string name) => [.. Names(body, name).Select(email => email.ToLowerInvariant())];
#pragma warning restore CA1308
}

/// <summary>A queue of people.</summary>
/// <param name="Name">Its name, as rules write it.</param>
/// <param name="Title">What people call it.</param>
/// <param name="Description">What comes here.</param>
/// <param name="Mode"><c>pull</c>: people pick; <c>push</c>: each case is offered to the best next person.</param>
/// <param name="Skills">What a person must know.</param>
/// <param name="Languages">The languages of which a person must speak one.</param>
/// <param name="People">Who may take its cases; empty for every human agent.</param>
/// <param name="Hidden">Whether nobody else but supervisors sees them.</param>
/// <param name="Hours">When it is worked; left out for always.</param>
/// <param name="Levels">What is promised, by priority.</param>
/// <param name="WarnAt">After what share of a promised time people are warned, in percent.</param>
/// <param name="OfferFor">For how long a case is offered to one person, an ISO 8601 duration.</param>
/// <param name="Idle">After how long without an act of its owner a case goes back; left out for never.</param>
/// <param name="AcceptWithin">Within what time a person accepts what a colleague gave them.</param>
/// <param name="Notice">What the customer is told at a takeover.</param>
/// <param name="AtBreach">What is done when a promised time is over.</param>
internal sealed record QueueItem(string Name, string? Title, string? Description, string Mode, IReadOnlyList<string> Skills, IReadOnlyList<string> Languages, IReadOnlyList<string> People, bool Hidden, HoursItem? Hours, IReadOnlyList<LevelItem> Levels, int WarnAt, string OfferFor, string? Idle, string AcceptWithin, string? Notice, EscalationItem? AtBreach)
{
    /// <summary>What it means, in plain sentences.</summary>
    public string? Sentence { get; init; }

    public static QueueItem Of(QueueDefinition queue) => new(
        queue.Name,
        queue.Title,
        queue.Description,
        Lower(queue.Mode),
        queue.Skills,
        queue.Languages,
        queue.People,
        queue.Hidden,
        HoursItem.Of(queue.Hours),
        [.. queue.Levels.Select(l => new LevelItem(Lower(l.Priority), Span(l.Claim), Span(l.Answer), Span(l.Resolution), l.Always))],
        queue.WarnAt,
        Span(queue.OfferFor)!,
        Span(queue.Idle),
        Span(queue.AcceptWithin)!,
        queue.Notice,
        queue.AtBreach is { } breach ? new EscalationItem(breach.Queue, breach.RaisePriority, breach.Tell) : null) { Sentence = QueueMeaning.Of(queue) };

    private static string Lower<T>(T word)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(word.ToString());

    private static string? Span(TimeSpan? span) => span is { } time ? XmlConvert.ToString(time) : null;
}

/// <summary>What is promised about the cases of one priority.</summary>
/// <param name="Priority"><c>urgent</c>, <c>high</c>, <c>normal</c> or <c>low</c>.</param>
/// <param name="Claim">Within what time a person takes it, an ISO 8601 duration; left out to go by the policy's due times.</param>
/// <param name="Answer">Within what time the customer has a first answer.</param>
/// <param name="Resolution">Within what time it is resolved.</param>
/// <param name="Always">Whether its clocks run outside the hours too.</param>
internal sealed record LevelItem(string Priority, string? Claim, string? Answer, string? Resolution, bool Always);

/// <summary>What is done when a promised time is over.</summary>
/// <param name="Queue">The queue to which it goes if nobody has it.</param>
/// <param name="RaisePriority">Whether it becomes more urgent by one step.</param>
/// <param name="Tell">Who is told.</param>
internal sealed record EscalationItem(string? Queue, bool RaisePriority, IReadOnlyList<string> Tell);
