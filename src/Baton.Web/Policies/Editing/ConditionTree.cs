using System.Text.Json.Nodes;

namespace Baton.Web.Policies.Editing;

/// <summary>
/// A condition being edited, as a tree of JSON nodes that stay the same objects while they are moved about. Each part is known by its core: the group or
/// comparison without the <c>not</c>s around it.
/// </summary>
public sealed class ConditionTree
{
    // The root is the one element of a list, so that every part has a place in one.
    private readonly JsonArray _top = [];

    /// <summary>A tree of a condition; without one, of a comparison with nothing filled in.</summary>
    public ConditionTree(JsonNode? condition) => _top.Add(condition is JsonObject given ? given.DeepClone() : new JsonObject());

    /// <summary>The whole condition.</summary>
    public JsonObject Root => (JsonObject)_top[0]!;

    /// <summary>The part that should have the focus next, until it took it.</summary>
    public JsonObject? Wanted { get; private set; }

    /// <summary>The core of a part, and how many <c>not</c>s stand around it.</summary>
    public static (JsonObject Core, int Nots) Peel(JsonNode? part)
    {
        var nots = 0;
        while (part is JsonObject { Count: 1 } inner && inner.ContainsKey("not") && inner["not"] is JsonObject denied) (part, nots) = (denied, nots + 1);
        return (part as JsonObject ?? [], nots);
    }

    /// <summary>Whether a core is a group, and of which kind: <c>all</c> or <c>any</c>; null when it is a comparison.</summary>
    public static string? GroupOf(JsonObject core) => core.ContainsKey("all") ? "all" : core.ContainsKey("any") ? "any" : null;

    /// <summary>The parts of a group.</summary>
    public static JsonArray PartsOf(JsonObject group) => group[GroupOf(group)!] as JsonArray ?? [];

    /// <summary>The text of a member; null when it is none.</summary>
    public static string? TextOf(JsonObject node, string member) => node[member] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    /// <summary>The whole condition before something was taken out last; null when something else was done since.</summary>
    public JsonObject? Undo { get; private set; }

    /// <summary>Forgets what was taken out.</summary>
    public void Settle() => Undo = null;

    /// <summary>Whether this part wants the focus; it is asked for once.</summary>
    public bool TakeFocus(JsonObject core)
    {
        if (!ReferenceEquals(Wanted, core)) return false;
        Wanted = null;
        return true;
    }

    /// <summary>Adds a comparison to be filled in: to a group, or beside a comparison, which then stand in a group together.</summary>
    public void Add(JsonObject beside) => Add(beside, []);

    /// <summary>Adds a group with a comparison to be filled in. Where all must hold it is one of which any may, and the other way round.</summary>
    public void AddGroup(JsonObject beside)
    {
        var first = new JsonObject();
        Add(beside, new JsonObject { [GroupOf(beside) == "any" ? "all" : "any"] = new JsonArray(first) });
        Wanted = first;
    }

    /// <summary>Puts a part into a group of its own.</summary>
    public void Surround(JsonObject core)
    {
        var outer = Outer(core);
        Replace(outer, put => new JsonObject { ["all"] = new JsonArray(put) });
        Wanted = core;
    }

    /// <summary>Takes a part out. A group that is left without parts goes too; without any part there is a comparison to be filled in.</summary>
    public void Remove(JsonObject core)
    {
        var before = Root.DeepClone().AsObject();
        TakeOut(core);
        Undo = before;
    }

    private void TakeOut(JsonObject core)
    {
        var outer = Outer(core);
        var list = (JsonArray)outer.Parent!;
        if (ReferenceEquals(list, _top))
        {
            _top[0] = new JsonObject();
            Wanted = Root;
            return;
        }

        var at = list.IndexOf(outer);
        list.RemoveAt(at);
        if (list.Count == 0) TakeOut((JsonObject)list.Parent!);
        else Wanted = Peel(list[Math.Min(at, list.Count - 1)]).Core;
    }

    /// <summary>Whether a part can be moved up, or down.</summary>
    public bool CanMove(JsonObject core, bool up) => Target(Outer(core), up) is not null;

    /// <summary>Moves a part one place up or down: past its neighbour, into a group that stands there, or out of its own group at its end.</summary>
    public void Move(JsonObject core, bool up)
    {
        var outer = Outer(core);
        if (Target(outer, up) is not { } target) return;
        var (list, at) = target;
        var from = (JsonArray)outer.Parent!;
        var index = from.IndexOf(outer);
        from.RemoveAt(index);
        if (ReferenceEquals(list, from) && index < at) at--;
        list.Insert(at, outer);
        if (from.Count == 0) Drop((JsonObject)from.Parent!);
        Wanted = core;
    }

    /// <summary>Denies a part, or no more.</summary>
    public void ToggleNot(JsonObject core)
    {
        var outer = Outer(core);
        if (ReferenceEquals(outer, core))
        {
            Replace(core, put => new JsonObject { ["not"] = put });
            return;
        }

        var denial = (JsonObject)core.Parent!;
        denial.Remove("not");
        Replace(denial, _ => core);
    }

    /// <summary>Makes a group one of which all must hold, or any may.</summary>
    public void Combine(JsonObject group, string kind)
    {
        if (GroupOf(group) is not { } now || now == kind) return;
        var parts = group[now];
        group.Remove(now);
        group.Insert(0, kind, parts);
    }

    private void Add(JsonObject beside, JsonObject part)
    {
        if (GroupOf(beside) is null)
        {
            var outer = Outer(beside);
            Replace(outer, put => new JsonObject { ["all"] = new JsonArray(put, part) });
        }
        else
        {
            PartsOf(beside).Add((JsonNode)part);
        }

        Wanted = part;
    }

    // Takes a group out that has no parts any more, and those around it that have none then.
    private void Drop(JsonObject group)
    {
        var outer = Outer(group);
        if (outer.Parent is not JsonArray list || ReferenceEquals(list, _top)) return;
        list.Remove(outer);
        if (list.Count == 0) Drop((JsonObject)list.Parent!);
    }

    private (JsonArray List, int At)? Target(JsonNode outer, bool up)
    {
        // A part that was just taken out is drawn once more before it is gone.
        if (outer.Parent is not JsonArray list || ReferenceEquals(list, _top)) return null;
        var at = list.IndexOf(outer);
        var neighbour = up ? at - 1 : at + 1;
        if (neighbour >= 0 && neighbour < list.Count)
        {
            var core = Peel(list[neighbour]).Core;
            if (GroupOf(core) is null) return (list, up ? at - 1 : at + 2);
            var inner = PartsOf(core);
            return (inner, up ? inner.Count : 0);
        }

        // At the end of its group: beside the group, when that stands in another.
        var group = Outer((JsonObject)list.Parent!);
        if (group.Parent is not JsonArray around || ReferenceEquals(around, _top)) return null;
        return (around, around.IndexOf(group) + (up ? 0 : 1));
    }

    private static JsonObject Outer(JsonObject core)
    {
        var outer = core;
        while (outer.Parent is JsonObject { Count: 1 } denial && denial.ContainsKey("not")) outer = denial;
        return outer;
    }

    private static void Replace(JsonObject part, Func<JsonObject, JsonNode> by)
    {
        var list = (JsonArray)part.Parent!;
        var at = list.IndexOf(part);
        list.RemoveAt(at);
        list.Insert(at, by(part));
    }
}
