using System.Text.Json.Nodes;
using Baton.Core.Arbitration;

namespace Baton.Core.Policies.Drafting;

/// <summary>
/// Makes changes to a draft that others change at the same time, by merging three ways as version control does: what only one of the two
/// changed is taken from that one, and what both changed otherwise is a conflict.
/// </summary>
public static class DraftMerge
{
    /// <summary>Makes a change to a document. It does not ask whether the document is a policy afterwards.</summary>
    public static DraftOutcome Apply(string document, DraftEdit edit)
    {
        if (edit is ReplaceAll all) return Replace(document, all);
        var root = JsonNode.Parse(document)!.AsObject();
        return edit switch
        {
            PutRule put => Put(root, put),
            RemoveRule remove => Remove(root, remove),
            MoveRule move => Move(root, move),
            SetMember set => Set(root, set),
            _ => throw new ArgumentOutOfRangeException(nameof(edit), edit, "There is no such change."),
        };
    }

    private static DraftOutcome Put(JsonObject root, PutRule put)
    {
        var list = List(root, put.Kind);
        var id = IdOf(put.Basis ?? put.Rule);
        if (put.Basis is null)
        {
            if (IndexOf(list, id) >= 0) return Taken(id);
            list.Insert(Math.Clamp(put.At ?? list.Count, 0, list.Count), put.Rule.DeepClone());
            return Merged(root, new RemoveRule(put.Kind, Copy(put.Rule)));
        }

        if (IndexOf(list, id) is var index && index < 0) return new DraftOutcome.Conflict($"Somebody else removed the rule “{id}” meanwhile.", put with { Basis = null });
        var now = list[index]!.AsObject();
        if (ThreeWays.Merge(put.Basis, put.Rule, now) is not { } merged) return new DraftOutcome.Conflict($"Somebody else changed the same part of the rule “{id}” meanwhile.", put with { Basis = Copy(now) });
        if (IndexOf(list, IdOf(merged)) is >= 0 and var other && other != index) return Taken(IdOf(merged));
        list[index] = merged;
        return Merged(root, new PutRule(put.Kind, Copy(now), Copy(merged)));
    }

    private static DraftOutcome Remove(JsonObject root, RemoveRule remove)
    {
        var list = List(root, remove.Kind);
        var id = IdOf(remove.Basis);
        if (IndexOf(list, id) is var index && index < 0) return new DraftOutcome.Conflict($"Somebody else removed the rule “{id}” already.", null);
        var now = list[index]!.AsObject();
        if (!JsonNode.DeepEquals(now, remove.Basis)) return new DraftOutcome.Conflict($"Somebody else changed the rule “{id}” meanwhile.", remove with { Basis = Copy(now) });
        list.RemoveAt(index);
        return Merged(root, new PutRule(remove.Kind, Copy(now), At: index));
    }

    private static DraftOutcome Move(JsonObject root, MoveRule move)
    {
        var list = List(root, move.Kind);
        if (IndexOf(list, move.Id) is var index && index < 0) return new DraftOutcome.Conflict($"Somebody else removed the rule “{move.Id}” meanwhile.", null);
        var after = index + 1 < list.Count ? IdOf(list[index + 1]!) : null;
        var rule = list[index]!;
        list.RemoveAt(index);
        list.Insert(move.Before is { } before && IndexOf(list, before) is var to and >= 0 ? to : list.Count, rule);
        return Merged(root, new MoveRule(move.Kind, move.Id, after));
    }

    private static DraftOutcome Set(JsonObject root, SetMember set)
    {
        var now = root[set.Member];
        if (!ThreeWays.TryMerge(set.Basis, set.Value, now, out var merged)) return new DraftOutcome.Conflict($"Somebody else changed the {set.Member} meanwhile.", set with { Basis = now?.DeepClone() });
        var undo = new SetMember(set.Member, now?.DeepClone(), merged?.DeepClone());
        if (merged is null) root.Remove(set.Member);
        else root[set.Member] = merged;
        return Merged(root, undo);
    }

    // The text is kept as it came, to the byte.
    private static DraftOutcome Replace(string document, ReplaceAll all) => JsonNode.DeepEquals(JsonNode.Parse(document), JsonNode.Parse(all.Basis))
        ? new DraftOutcome.Merged(all.Document, new ReplaceAll(document, all.Document))
        : new DraftOutcome.Conflict("Somebody else changed the draft meanwhile.", all with { Basis = document });

    private static JsonArray List(JsonObject root, RuleKind kind)
    {
        var member = RuleLists.MemberOf(kind);
        if (root[member] is JsonArray list) return list;
        root[member] = new JsonArray();
        return root[member]!.AsArray();
    }

    private static int IndexOf(JsonArray list, string id)
    {
        for (var i = 0; i < list.Count; i++)
        {
            if (string.Equals(IdOf(list[i]!), id, StringComparison.OrdinalIgnoreCase)) return i;
        }

        return -1;
    }

    private static string IdOf(JsonNode rule) => rule["id"]?.GetValue<string>() ?? "";

    private static JsonObject Copy(JsonObject rule) => rule.DeepClone().AsObject();

    private static DraftOutcome.Conflict Taken(string id) => new($"There is a rule called “{id}” already.", null);

    private static DraftOutcome.Merged Merged(JsonObject root, DraftEdit undo) => new(root.ToJsonString(DraftText.Written), undo);
}
