using System.Xml;
using Baton.Core.Agents;
using Baton.Web.Problems;

namespace Baton.Web.Agents.Defining;

/// <summary>How much an agent may do, and what is done when it fails or is slow, as it is sent and answered.</summary>
/// <param name="Concurrency">Calls at the same time; 1 to 1,000. By default 64 for built-in agents, 8 for others.</param>
/// <param name="PerMinute">Calls begun within a minute; any number when left out.</param>
/// <param name="Queue">The most tasks that wait for it; any number when left out.</param>
/// <param name="FirstWait">The wait before the second try, which doubles with each; up to P1D, by default PT2S.</param>
/// <param name="LongestWait">The longest wait between two tries; PT1S to P1D, by default PT10M.</param>
/// <param name="Breaker">When it is left alone for a while; never when left out.</param>
/// <param name="Hourly">What it may use in an hour.</param>
/// <param name="Daily">What it may use in a day (UTC).</param>
internal sealed record LimitsItem(int? Concurrency, int? PerMinute, int? Queue, string? FirstWait, string? LongestWait, BreakerItem? Breaker, BudgetItem? Hourly, BudgetItem? Daily)
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    public static LimitsItem Of(AgentLimits limits) => new(
        limits.Concurrency, limits.PerMinute, limits.Queue, XmlConvert.ToString(limits.FirstWait), XmlConvert.ToString(limits.LongestWait),
        limits.Breaker is { } breaker ? BreakerItem.Of(breaker) : null, limits.Hourly is { } hourly ? BudgetItem.Of(hourly) : null, limits.Daily is { } daily ? BudgetItem.Of(daily) : null);

    public static AgentLimits Read(JsonMembers json)
    {
        var usual = AgentLimits.Usual;
        var limits = usual with
        {
            Concurrency = json.Whole("concurrency", 1, 1000),
            PerMinute = json.Whole("perMinute", 1, 1_000_000),
            Queue = json.Whole("queue", 1, 1_000_000),
            FirstWait = json.Duration("firstWait", TimeSpan.Zero, Day) ?? usual.FirstWait,
            LongestWait = json.Duration("longestWait", TimeSpan.FromSeconds(1), Day) ?? usual.LongestWait,
            Breaker = json.Members("breaker") is { } breaker ? BreakerItem.Read(breaker) : null,
            Hourly = json.Members("hourly") is { } hourly ? BudgetItem.Read(hourly) : null,
            Daily = json.Members("daily") is { } daily ? BudgetItem.Read(daily) : null,
        };
        if (limits.FirstWait > limits.LongestWait) json.Wrong("firstWait", $"The first wait ({XmlConvert.ToString(limits.FirstWait)}) is longer than the longest ({XmlConvert.ToString(limits.LongestWait)}).");
        json.NothingElse();
        return limits;
    }
}

/// <summary>When an agent that fails is left alone for a while, as it is sent and answered.</summary>
/// <param name="FailureShare">The share of failed calls from which it is left alone; 0.01 to 1, by default 0.5.</param>
/// <param name="Window">The time over which calls are looked at; PT1S to PT1H, by default PT30S.</param>
/// <param name="LeastCalls">With fewer calls in it nothing is concluded; 2 to 10,000, by default 10.</param>
/// <param name="Break">How long it is left alone; PT1S to P1D, by default PT30S.</param>
internal sealed record BreakerItem(double? FailureShare, string? Window, int? LeastCalls, string? Break)
{
    public static BreakerItem Of(BreakerLimits breaker) => new(breaker.FailureShare, XmlConvert.ToString(breaker.Window), breaker.LeastCalls, XmlConvert.ToString(breaker.Break));

    public static BreakerLimits Read(JsonMembers json)
    {
        var usual = new BreakerLimits();
        var breaker = usual with
        {
            FailureShare = json.Number("failureShare", 0.01, 1) ?? usual.FailureShare,
            Window = json.Duration("window", TimeSpan.FromSeconds(1), TimeSpan.FromHours(1)) ?? usual.Window,
            LeastCalls = json.Whole("leastCalls", 2, 10_000) ?? usual.LeastCalls,
            Break = json.Duration("break", TimeSpan.FromSeconds(1), TimeSpan.FromDays(1)) ?? usual.Break,
        };
        json.NothingElse();
        return breaker;
    }
}

/// <summary>What an agent may use within a time, as it is sent and answered.</summary>
/// <param name="Tokens">Tokens read and written.</param>
/// <param name="Money">Money, in the workspace's currency.</param>
/// <param name="Calls">Calls.</param>
/// <param name="WarnAt">The share from which people are warned; 0.01 to 1, by default 0.8.</param>
/// <param name="Then">What happens when it is used up: <c>wait</c> until the time is over (by default), or <c>fallback</c>.</param>
internal sealed record BudgetItem(long? Tokens, decimal? Money, int? Calls, double? WarnAt, string? Then)
{
    private const string Wait = "wait";
    private const string Fallback = "fallback";

    public static BudgetItem Of(Budget budget) => new(budget.Tokens, budget.Money, budget.Calls, budget.WarnAt, budget.Then == BudgetEnd.Fallback ? Fallback : Wait);

    public static Budget Read(JsonMembers json)
    {
        var usual = new Budget();
        var budget = usual with
        {
            Tokens = json.Count("tokens", 1, 1_000_000_000_000),
            Money = json.Money("money", 0.0001m, 1_000_000_000),
            Calls = json.Whole("calls", 1, 1_000_000_000),
            WarnAt = json.Number("warnAt", 0.01, 1) ?? usual.WarnAt,
            Then = json.Word("then", [Wait, Fallback]) == Fallback ? BudgetEnd.Fallback : BudgetEnd.Wait,
        };
        if (json.Value("tokens") is null && json.Value("money") is null && json.Value("calls") is null) json.WrongHere("A budget limits tokens, money or calls: give at least one of them, or leave the budget out.");
        json.NothingElse();
        return budget;
    }
}
