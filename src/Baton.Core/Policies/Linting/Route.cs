using Baton.Core.Conditions;
using Baton.Core.Conditions.Reasoning;
using Baton.Core.Events;

namespace Baton.Core.Policies.Linting;

/// <summary>A routing rule as it decides: Baton's own events go only where a rule names their type.</summary>
internal sealed class Route
{
    private static readonly Not NotOwn = new(new Comparison(Field.Find("event.type", out _)!, Operator.StartsWith, System.Text.Json.JsonSerializer.SerializeToElement(EventTypes.Reserved)));

    private readonly Dictionary<string, HashSet<string>> _only = new(StringComparer.Ordinal);

    public Route(RuleSite site)
    {
        (Site, Rule) = (site, (RoutingRule)site.Rule);
        var when = site.Conditions[0].Claim;
        foreach (var part in when.Holds is Both both ? both.Parts : [when.Holds]) if (part is Atom atom) Narrow(atom.Literal);
        Takes = Rule.NamesOwnEvents || Types?.Any(t => t.StartsWith(EventTypes.Reserved, StringComparison.OrdinalIgnoreCase)) == false ? when : new Claim(new All([Rule.When, NotOwn]));
    }

    public RuleSite Site { get; }

    public RoutingRule Rule { get; }

    /// <summary>Which events it takes, when no earlier rule does.</summary>
    public Claim Takes { get; }

    /// <summary>The only event types it takes; null when it takes others too.</summary>
    public IReadOnlySet<string>? Types => _only.GetValueOrDefault("event.type");

    public bool GoesWhere(Route other) => Rule.Target == other.Rule.Target;

    /// <summary>False when it is plain that no event suits both: they want one field to be different things.</summary>
    public bool MayMeet(Route other)
    {
        foreach (var (key, texts) in _only) if (other._only.TryGetValue(key, out var others) && !texts.Overlaps(others)) return false;
        return true;
    }

    private void Narrow(Literal literal)
    {
        if (literal.Negated || literal.Operator is not (Operator.Eq or Operator.In) || Comparisons.Texts(literal.Comparison) is not { } texts) return;
        if (_only.TryGetValue(literal.Field.Key, out var already)) already.IntersectWith(texts);
        else _only.Add(literal.Field.Key, new HashSet<string>(texts, StringComparer.OrdinalIgnoreCase));
    }
}
