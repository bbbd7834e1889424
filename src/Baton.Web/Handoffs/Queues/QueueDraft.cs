using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml;
using Baton.Core.Agents;
using Baton.Core.Handoffs.Queues;
using Baton.Web.Problems;

namespace Baton.Web.Handoffs.Queues;

/// <summary>A queue while it is edited. It is read by the same rules as one that a program sends.</summary>
public sealed class QueueDraft
{
    private QueueDraft(QueueDefinition queue, string zone)
    {
        Hours = HoursDraft.Of(queue.Hours, zone);
        Levels = [.. Enum.GetValues<Priority>().OrderDescending().Select(priority => new LevelDraft(priority, queue.LevelOf(priority)))];
    }

    public string Name { get; set; } = "";

    public string Title { get; set; } = "";

    public string Description { get; set; } = "";

    public bool IsPush { get; set; }

    public IReadOnlyList<string> Skills { get; set; } = [];

    public IReadOnlyList<string> Languages { get; set; } = [];

    public IReadOnlyList<string> People { get; set; } = [];

    public bool IsHidden { get; set; }

    public HoursDraft Hours { get; }

    public IReadOnlyList<LevelDraft> Levels { get; }

    public int WarnAt { get; set; }

    public string? OfferFor { get; set; }

    public string? Idle { get; set; }

    public string? AcceptWithin { get; set; }

    public string Notice { get; set; } = "";

    public string? BreachQueue { get; set; }

    public bool RaisesPriority { get; set; }

    public IReadOnlyList<string> Tell { get; set; } = [];

    public static QueueDraft Of(QueueDefinition queue, string zone) => new(queue, zone)
    {
        Name = queue.Name,
        Title = queue.Title ?? "",
        Description = queue.Description ?? "",
        IsPush = queue.Mode == QueueMode.Push,
        Skills = queue.Skills,
        Languages = queue.Languages,
        People = queue.People,
        IsHidden = queue.Hidden,
        WarnAt = queue.WarnAt,
        OfferFor = XmlConvert.ToString(queue.OfferFor),
        Idle = queue.Idle is { } idle ? XmlConvert.ToString(idle) : null,
        AcceptWithin = XmlConvert.ToString(queue.AcceptWithin),
        Notice = queue.Notice ?? "",
        BreachQueue = queue.AtBreach?.Queue,
        RaisesPriority = queue.AtBreach?.RaisePriority is true,
        Tell = queue.AtBreach?.Tell ?? [],
    };

    /// <summary>The queue as it stands in the fields, or what is wrong with them.</summary>
    public (QueueDefinition? Queue, IReadOnlyList<string> Faults) Read(DateTimeOffset now)
    {
        try
        {
            return (Sent.Read(JsonSerializer.SerializeToElement(ToJson()), body => QueueBody.Read(body, Name.Trim(), now)), []);
        }
        catch (ProblemException wrong)
        {
            return (null, [.. wrong.Problem.Errors.Select(e => e.Detail).Distinct(StringComparer.Ordinal)]);
        }
    }

    private JsonObject ToJson() => new()
    {
        ["title"] = Given(Title),
        ["description"] = Given(Description),
        ["mode"] = IsPush ? "push" : "pull",
        ["skills"] = List(Skills),
        ["languages"] = List(Languages),
        ["people"] = List(People),
        ["hidden"] = IsHidden,
        ["hours"] = Hours.ToJson(),
        ["levels"] = new JsonArray([.. Levels.Where(l => !l.IsEmpty).Select(l => l.ToJson())]),
        ["warnAt"] = WarnAt,
        ["offerFor"] = OfferFor,
        ["idle"] = Idle,
        ["acceptWithin"] = AcceptWithin,
        ["notice"] = Given(Notice),
        ["atBreach"] = new JsonObject { ["queue"] = Given(BreachQueue), ["raisePriority"] = RaisesPriority, ["tell"] = List(Tell) },
    };

    internal static JsonArray List(IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode?)JsonValue.Create(text))]);

    private static string? Given(string? text) => text?.Trim() is { Length: > 0 } given ? given : null;
}

/// <summary>What is promised for one priority while it is edited.</summary>
public sealed class LevelDraft
{
    public LevelDraft(Priority priority, ServiceLevel? level) => (Priority, Claim, Answer, Resolution, IsAlways) = (priority, Span(level?.Claim), Span(level?.Answer), Span(level?.Resolution), level?.Always is true);

    public Priority Priority { get; }

    public string? Claim { get; set; }

    public string? Answer { get; set; }

    public string? Resolution { get; set; }

    public bool IsAlways { get; set; }

    public bool IsEmpty => Claim is null && Answer is null && Resolution is null;

    public JsonObject ToJson() => new() { ["priority"] = JsonNamingPolicy.CamelCase.ConvertName(Priority.ToString()), ["claim"] = Claim, ["answer"] = Answer, ["resolution"] = Resolution, ["always"] = IsAlways };

    private static string? Span(TimeSpan? span) => span is { } time ? XmlConvert.ToString(time) : null;
}
