using Baton.Engine.Handoffs.Wall;

namespace Baton.Web.Handoffs.Wall;

/// <summary>The part of the wall in which a number stands: a queue's row, a person's, an agent's, a cause's, a rule's.</summary>
/// <param name="Kind"><c>queue</c>, <c>person</c>, <c>agent</c>, <c>cause</c> or <c>rule</c>.</param>
/// <param name="Value">Which one.</param>
public sealed record WallPart(string Kind, string Value)
{
    /// <summary>As the address writes it.</summary>
    public override string ToString() => $"{Kind}:{Value}";

    /// <summary>Reads it; null when it is none.</summary>
    public static WallPart? Read(string? text) => text?.Split(':', 2) is [("queue" or "person" or "agent" or "cause" or "rule") and var kind, { Length: > 0 } value] ? new WallPart(kind, value) : null;

    /// <summary>Whether a handoff is counted there.</summary>
    public bool Has(WallCase of) => Value == Kind switch
    {
        "queue" => of.Queue,
        "person" => of.Person,
        "agent" => of.Agent,
        "cause" => of.Cause,
        _ => of.Rule,
    };
}
