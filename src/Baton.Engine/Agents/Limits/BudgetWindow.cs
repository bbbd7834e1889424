using System.Globalization;
using System.Runtime.InteropServices;
using Baton.Core.Agents;
using Baton.Engine.Agents.Spending;

namespace Baton.Engine.Agents.Limits;

/// <summary>What calls use.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Use(long Calls, long Tokens, decimal Money)
{
    /// <summary>What one of these calls used in the middle; rounded up, so that nothing is thought to be for nothing.</summary>
    public Use PerCall => Calls == 0 ? this : new Use(1, (Tokens + Calls - 1) / Calls, Money / Calls);

    public static Use operator +(Use one, Use other) => new(one.Calls + other.Calls, one.Tokens + other.Tokens, one.Money + other.Money);

    public static Use operator *(Use one, int times) => new(one.Calls * times, one.Tokens * times, one.Money * times);
}

/// <summary>What an agent has used, and what a call of it uses.</summary>
/// <param name="Hour">The hour now, since the unix epoch.</param>
/// <param name="InHour">Used in it.</param>
/// <param name="InDay">Used in the day.</param>
/// <param name="InFlight">Calls whose results are not there yet.</param>
/// <param name="PerCall">What one call uses.</param>
/// <param name="IsKnown">Whether that was measured.</param>
internal sealed record Spent(long Hour, Use InHour, Use InDay, int InFlight, Use PerCall, bool IsKnown);

/// <summary>A budget and the time it is for.</summary>
/// <param name="Name"><c>hour</c> or <c>day</c>.</param>
/// <param name="Budget">The budget.</param>
/// <param name="Used">What was used of it.</param>
/// <param name="From">Its first hour, since the unix epoch.</param>
/// <param name="Hours">How long it is.</param>
internal sealed record BudgetWindow(string Name, Budget Budget, Use Used, long From, int Hours)
{
    /// <summary>When the next one begins, UTC.</summary>
    public DateTimeOffset End => UsageHours.Begin(From + Hours);

    /// <summary>Whether one more call fits, with those in flight. Of an agent of whose calls nothing is known yet one goes ahead alone, whatever it may cost at most.</summary>
    public bool Allows(Spent spent)
    {
        var after = Used + spent.PerCall * (spent.InFlight + 1);
        if (after.Calls > (Budget.Calls ?? long.MaxValue)) return false;
        var isFirst = !spent.IsKnown && spent.InFlight == 0;
        return Fits(Used.Tokens, after.Tokens, Budget.Tokens, isFirst) && Fits(Used.Money, after.Money, Budget.Money, isFirst);
    }

    /// <summary>Whether people are to be warned.</summary>
    public bool IsNear(Spent spent)
    {
        var with = Used + spent.PerCall * (spent.InFlight + 1);
        return with.Calls >= Budget.WarnAt * Budget.Calls || with.Tokens >= Budget.WarnAt * Budget.Tokens || (double)with.Money >= Budget.WarnAt * (double?)Budget.Money;
    }

    /// <summary>How much of each of its parts is used, for people to see.</summary>
    public IEnumerable<BudgetStand> Stands(string agent)
    {
        if (Budget.Calls is { } calls) yield return new BudgetStand(agent, Name, "calls", Used.Calls, calls, Budget.WarnAt);
        if (Budget.Tokens is { } tokens) yield return new BudgetStand(agent, Name, "tokens", Used.Tokens, tokens, Budget.WarnAt);
        if (Budget.Money is { } money) yield return new BudgetStand(agent, Name, "money", Used.Money, money, Budget.WarnAt);
    }

    /// <summary>How much of it is used, as <c>81 of 100 calls</c>.</summary>
    public string InWords(Spent spent)
    {
        var inFlight = spent.InFlight == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" ({spent.InFlight} more under way)");
        string[] parts =
        [
            .. Budget.Calls is { } calls ? [string.Create(CultureInfo.InvariantCulture, $"{Used.Calls} of {calls} calls{inFlight}")] : Array.Empty<string>(),
            .. Budget.Tokens is { } tokens ? [string.Create(CultureInfo.InvariantCulture, $"{Used.Tokens} of {tokens} tokens")] : Array.Empty<string>(),
            .. Budget.Money is { } money ? [string.Create(CultureInfo.InvariantCulture, $"{Used.Money:0.00##} of {money:0.00##} in money")] : Array.Empty<string>(),
        ];
        return string.Join(", ", parts);
    }

    private static bool Fits<T>(T used, T after, T? budget, bool isFirst)
        where T : struct, IComparable<T> => budget is not { } most || (isFirst ? used.CompareTo(most) < 0 : after.CompareTo(most) <= 0);
}
