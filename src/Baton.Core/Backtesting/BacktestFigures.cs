using Baton.Core.Arbitration;
using Baton.Core.Deciding;

namespace Baton.Core.Backtesting;

/// <summary>A decision that would have come out otherwise.</summary>
/// <param name="Seq">The event's place in the log.</param>
/// <param name="Was">What was said: a verdict, or where the event went.</param>
/// <param name="Would">What would have been said.</param>
/// <param name="Reason">Why, in the other policy's sentence.</param>
public sealed record BacktestExample(long Seq, string Was, string Would, string Reason);

/// <summary>How many decisions there were of a kind, and how many of them would have come out otherwise.</summary>
/// <param name="Decisions">All of them.</param>
/// <param name="Changed">Those that change.</param>
[System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Auto)]
public readonly record struct Share(long Decisions, long Changed);

/// <summary>How many there were and how many there would have been.</summary>
/// <param name="Before">As it was.</param>
/// <param name="After">By the other policy.</param>
[System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Auto)]
public readonly record struct Shift(long Before, long After);

/// <summary>What a backtest counts. Figures of parts of a history can be added.</summary>
public sealed class BacktestFigures
{
    /// <summary>How many examples of each change are kept: the first ones of the log.</summary>
    public const int ExamplesOfEach = 5;

    private readonly SortedDictionary<string, long> _matrix = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, List<BacktestExample>> _examples = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, Share> _agents = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, Share> _departments = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, Share> _plans = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, Shift> _rules = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, Shift[]> _queues = new(StringComparer.Ordinal);

    /// <summary>Events in the period.</summary>
    public long Events { get; internal set; }

    /// <summary>Verdicts and routes among their decisions.</summary>
    public long Decisions { get; private set; }

    /// <summary>How many of these would have come out otherwise.</summary>
    public long Changed { get; private set; }

    /// <summary>Contacts that customers got.</summary>
    public long ContactsBefore { get; internal set; }

    /// <summary>Contacts that they would have got.</summary>
    public long ContactsAfter { get; private set; }

    /// <summary>Contacts that customers got although a cooldown of the other policy would have made them wait or go.</summary>
    public long CooldownBreaches { get; private set; }

    /// <summary>The first of <see cref="Changed"/> by what changed into what: <c>allow→suppress</c>.</summary>
    public IReadOnlyDictionary<string, long> Matrix => _matrix;

    /// <summary>By the agent who asked, or who told of the event.</summary>
    public IReadOnlyDictionary<string, Share> Agents => _agents;

    /// <summary>By that agent's department.</summary>
    public IReadOnlyDictionary<string, Share> Departments => _departments;

    /// <summary>By the customer's plan; <c>–</c> where none is known.</summary>
    public IReadOnlyDictionary<string, Share> Plans => _plans;

    /// <summary>How often each rule decided, as <c>kind:id</c>.</summary>
    public IReadOnlyDictionary<string, Shift> Rules => _rules;

    /// <summary>Handoffs for each queue of people, by the hour of the day in UTC: 24 of them.</summary>
    public IReadOnlyDictionary<string, Shift[]> Queues => _queues;

    /// <summary>A few examples of each change, in the order of the log.</summary>
    public IReadOnlyList<BacktestExample> Examples => [.. _examples.Values.SelectMany(e => e).OrderBy(e => e.Seq)];

    /// <summary>Adds the figures of another part of the history. In whatever order parts are added, the sum is the same.</summary>
    public void Add(BacktestFigures other)
    {
        (Events, Decisions, Changed) = (Events + other.Events, Decisions + other.Decisions, Changed + other.Changed);
        (ContactsBefore, ContactsAfter, CooldownBreaches) = (ContactsBefore + other.ContactsBefore, ContactsAfter + other.ContactsAfter, CooldownBreaches + other.CooldownBreaches);
        foreach (var (change, count) in other._matrix) _matrix[change] = _matrix.GetValueOrDefault(change) + count;
        foreach (var (change, examples) in other._examples) foreach (var example in examples) Keep(change, example);
        foreach (var (mine, theirs) in new[] { (_agents, other._agents), (_departments, other._departments), (_plans, other._plans) })
            foreach (var (name, share) in theirs) mine[name] = mine.GetValueOrDefault(name) is var known ? new Share(known.Decisions + share.Decisions, known.Changed + share.Changed) : share;
        foreach (var (rule, shift) in other._rules) Count(_rules, rule, shift.Before, shift.After);
        foreach (var (queue, hours) in other._queues) for (var hour = 0; hour < hours.Length; hour++) Count(queue, hour, hours[hour].Before, hours[hour].After);
    }

    internal void Add(Comparison comparison)
    {
        if ((Comparison.Word(comparison.Before) ?? Comparison.Word(comparison.After)) is null) return;
        var change = comparison.Change;
        Decisions++;
        if (change is var (was, would))
        {
            Changed++;
            _matrix[$"{was}→{would}"] = _matrix.GetValueOrDefault($"{was}→{would}") + 1;
            var reason = comparison.After.Rulings is [var ruling, ..] ? ruling.Reason : comparison.After.Route?.Reason ?? comparison.After.Sentence;
            if (was == Verdict.Allow.Name() && comparison.After.Rulings is [{ Asked.IsContact: true, Rule.Kind: RuleKind.Cooldown }, ..]) CooldownBreaches++;
            Keep($"{was}→{would}", new BacktestExample(comparison.Event.Seq, was, would, reason));
        }

        Count(_plans, comparison.Plan ?? "–", change is not null);
        if (comparison.Event.Agent is { } agent) Count(_agents, agent, change is not null);
        if (comparison.After.Rulings is [{ Department: { } department }, ..]) Count(_departments, department, change is not null);
    }

    internal void AddBefore(Decision decision, DateTimeOffset at)
    {
        foreach (var rule in RulesOf(decision)) Count(_rules, rule, 1, 0);
        foreach (var handoff in decision.Handoffs) Count(handoff.Queue, at.UtcDateTime.Hour, 1, 0);
    }

    internal void AddAfter(Decision decision, DateTimeOffset at)
    {
        foreach (var rule in RulesOf(decision)) Count(_rules, rule, 0, 1);
        foreach (var handoff in decision.Handoffs) Count(handoff.Queue, at.UtcDateTime.Hour, 0, 1);
        foreach (var ruling in decision.Rulings) if (ruling is { Verdict: Verdict.Allow, Asked.IsContact: true }) ContactsAfter++;
    }

    private static IEnumerable<string> RulesOf(Decision decision)
    {
        foreach (var ruling in decision.Rulings) if (ruling.Rule is { } rule) yield return rule.ToString();
        if (decision.Route is { } route) yield return "routing:" + route.Rule;
    }

    private static void Count(SortedDictionary<string, Share> shares, string name, bool changed) =>
        shares[name] = shares.GetValueOrDefault(name) is var known ? new Share(known.Decisions + 1, known.Changed + (changed ? 1 : 0)) : default;

    private static void Count(SortedDictionary<string, Shift> shifts, string name, long before, long after) =>
        shifts[name] = shifts.GetValueOrDefault(name) is var known ? new Shift(known.Before + before, known.After + after) : default;

    private void Count(string queue, int hour, long before, long after)
    {
        if (!_queues.TryGetValue(queue, out var hours)) _queues[queue] = hours = new Shift[24];
        hours[hour] = new Shift(hours[hour].Before + before, hours[hour].After + after);
    }

    private void Keep(string change, BacktestExample example)
    {
        if (!_examples.TryGetValue(change, out var examples)) _examples[change] = examples = new List<BacktestExample>(ExamplesOfEach);
        if (examples.Count == ExamplesOfEach && examples[^1].Seq < example.Seq) return;
        examples.Add(example);
        examples.Sort((one, other) => one.Seq.CompareTo(other.Seq));
        if (examples.Count > ExamplesOfEach) examples.RemoveAt(ExamplesOfEach);
    }
}
