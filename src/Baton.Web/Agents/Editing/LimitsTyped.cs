using System.Xml;
using Baton.Core.Agents;

namespace Baton.Web.Agents.Editing;

/// <summary>How much an agent may do, and what is done when it fails or is slow, as typed.</summary>
public sealed class LimitsTyped
{
    public string Concurrency { get; set; } = "";
    public string PerMinute { get; set; } = "";
    public string Queue { get; set; } = "";
    public string? FirstWait { get; set; } = XmlConvert.ToString(AgentLimits.Usual.FirstWait);
    public string? LongestWait { get; set; } = XmlConvert.ToString(AgentLimits.Usual.LongestWait);
    public BreakerTyped Breaker { get; set; } = new();
    public BudgetTyped Hourly { get; set; } = new();
    public BudgetTyped Daily { get; set; } = new();

    private bool IsUsual => Concurrency.Length + PerMinute.Length + Queue.Length == 0 && FirstWait == XmlConvert.ToString(AgentLimits.Usual.FirstWait) && LongestWait == XmlConvert.ToString(AgentLimits.Usual.LongestWait)
        && !Breaker.IsOn && Hourly.IsEmpty && Daily.IsEmpty;

    internal static LimitsTyped Of(AgentLimits? limits) => limits is null ? new() : new()
    {
        Concurrency = Typed.Of(limits.Concurrency),
        PerMinute = Typed.Of(limits.PerMinute),
        Queue = Typed.Of(limits.Queue),
        FirstWait = XmlConvert.ToString(limits.FirstWait),
        LongestWait = XmlConvert.ToString(limits.LongestWait),
        Breaker = BreakerTyped.Of(limits.Breaker),
        Hourly = BudgetTyped.Of(limits.Hourly),
        Daily = BudgetTyped.Of(limits.Daily),
    };

    /// <summary>Writes them into the agent's definition, unless nothing was said.</summary>
    internal void WriteTo(TypedJson agent, bool wereSaid)
    {
        if (IsUsual && !wereSaid) return;
        var json = agent.Inside("limits");
        json.Number("concurrency", Concurrency);
        json.Number("perMinute", PerMinute);
        json.Number("queue", Queue);
        json.Length("firstWait", FirstWait);
        json.Length("longestWait", LongestWait);
        if (Breaker.IsOn) Breaker.Write(json.Inside("breaker"));
        if (!Hourly.IsEmpty) Hourly.Write(json.Inside("hourly"));
        if (!Daily.IsEmpty) Daily.Write(json.Inside("daily"));
    }
}

/// <summary>When an agent that fails is left alone for a while, as typed.</summary>
public sealed class BreakerTyped
{
    private static readonly BreakerLimits Usual = new();

    public bool IsOn { get; set; }

    /// <summary>Percent.</summary>
    public string FailureShare { get; set; } = Typed.Percent(Usual.FailureShare);

    public string? Window { get; set; } = XmlConvert.ToString(Usual.Window);
    public string LeastCalls { get; set; } = Typed.Of(Usual.LeastCalls);
    public string? Break { get; set; } = XmlConvert.ToString(Usual.Break);

    internal static BreakerTyped Of(BreakerLimits? breaker) => breaker is null ? new() : new()
    {
        IsOn = true,
        FailureShare = Typed.Percent(breaker.FailureShare),
        Window = XmlConvert.ToString(breaker.Window),
        LeastCalls = Typed.Of(breaker.LeastCalls),
        Break = XmlConvert.ToString(breaker.Break),
    };

    internal void Write(TypedJson json)
    {
        json.Percent("failureShare", FailureShare, least: 1);
        json.Length("window", Window);
        json.Number("leastCalls", LeastCalls);
        json.Length("break", Break);
    }
}

/// <summary>What an agent may use within a time, as typed.</summary>
public sealed class BudgetTyped
{
    public string Tokens { get; set; } = "";
    public string Money { get; set; } = "";
    public string Calls { get; set; } = "";

    /// <summary>Percent.</summary>
    public string WarnAt { get; set; } = Typed.Percent(new Budget().WarnAt);

    /// <summary>Whether tasks go to the fallback when it is used up; else they wait.</summary>
    public bool FallsBack { get; set; }

    internal bool IsEmpty => Tokens.Trim().Length + Money.Trim().Length + Calls.Trim().Length == 0;

    internal static BudgetTyped Of(Budget? budget) => budget is null ? new() : new()
    {
        Tokens = Typed.Of(budget.Tokens),
        Money = Typed.Of(budget.Money),
        Calls = Typed.Of(budget.Calls),
        WarnAt = Typed.Percent(budget.WarnAt),
        FallsBack = budget.Then == BudgetEnd.Fallback,
    };

    internal void Write(TypedJson json)
    {
        json.Number("tokens", Tokens);
        json.Number("money", Money);
        json.Number("calls", Calls);
        json.Percent("warnAt", WarnAt, least: 1);
        json.Text("then", FallsBack ? "fallback" : "wait");
    }
}
