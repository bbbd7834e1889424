using System.Text.Json.Nodes;
using Baton.Core.Arbitration;
using Baton.Core.Policies;

namespace Baton.Web.Policies.Editing;

/// <summary>
/// A rule being edited: a copy of what stands in the document, with what its reader says of it. What somebody else changes meanwhile flows in,
/// member by member, but not where the person here has changed it or is typing.
/// </summary>
public sealed class RuleCopy(RuleKind kind)
{
    // What was handed out and did not come back yet: an older one that comes back says nothing new.
    private readonly List<JsonObject> _sent = [];
    private JsonObject _base = [];
    private JsonObject? _taken;
    private string? _held;
    private string? _ownId;

    /// <summary>Its kind.</summary>
    public RuleKind Kind { get; } = kind;

    /// <summary>The copy; may have gaps.</summary>
    public JsonObject Json { get; private set; } = [];

    /// <summary>What is offered.</summary>
    public Baton.Engine.Policies.Offers Offers { get; set; } = Baton.Engine.Policies.Offers.None;

    /// <summary>The ids of the rules of this kind; its own, as it stands in the document, is left out of account.</summary>
    public IReadOnlyCollection<string> Others { get => [.. field.Where(id => !id.Equals(_ownId, StringComparison.OrdinalIgnoreCase))]; set; } = [];

    /// <summary>The copy as read; null while it has faults.</summary>
    public Rule? Rule { get; private set; }

    /// <summary>What is wrong with it, with places that begin at the rule.</summary>
    public IReadOnlyList<Fault> Faults { get; private set; } = [];

    /// <summary>What it says, or said when it could last be read; null when it never could.</summary>
    public string? Sentence { get; private set; }

    /// <summary>What the person saw when they made the changes that were handed out last.</summary>
    public JsonObject SentFrom { get; private set; } = [];

    /// <summary>Called after the person changed something.</summary>
    public Func<Task>? Changed { get; set; }

    /// <summary>Begins anew with a rule.</summary>
    public void Begin(JsonObject rule)
    {
        (Json, _base, _taken) = (Copy(rule), Copy(rule), Copy(rule));
        _ownId = Text("id");
        _sent.Clear();
        Read();
    }

    /// <summary>Takes the rule as it stands in the document now.</summary>
    /// <returns>Whether anything here changed by it.</returns>
    public bool Take(JsonObject rule)
    {
        if (_taken is not null && JsonNode.DeepEquals(_taken, rule)) return false;
        _taken = Copy(rule);
        _ownId = ConditionTree.TextOf(rule, "id");
        if (_sent.FindIndex(sent => JsonNode.DeepEquals(sent, rule)) is >= 0 and var back)
        {
            _sent.RemoveRange(0, back + 1);
            return false;
        }

        return Merge(rule);
    }

    /// <summary>Changes a member, or takes it out, as the person wishes.</summary>
    public Task SetAsync(string member, JsonNode? value) => ChangeAsync(rule =>
    {
        if (value is null) rule.Remove(member);
        else rule[member] = value;
    });

    /// <summary>Changes the copy as the person wishes.</summary>
    public Task ChangeAsync(Action<JsonObject> change)
    {
        change(Json);
        Read();
        return Changed?.Invoke() ?? Task.CompletedTask;
    }

    /// <summary>The copy to hand out.</summary>
    public JsonObject Send()
    {
        _sent.Add(Copy(Json));
        SentFrom = _base;
        _base = Copy(Json);
        return Copy(Json);
    }

    /// <summary>The person is at this member: nothing flows in there.</summary>
    /// <returns>Whether anything flowed in where the person was before.</returns>
    public bool Hold(string member)
    {
        var flowed = _held != member && Release();
        _held = member;
        return flowed;
    }

    /// <summary>The person left it: what came meanwhile flows in.</summary>
    /// <returns>Whether anything here changed by it.</returns>
    public bool Release()
    {
        if (_held is null) return false;
        _held = null;
        if (_taken is null || _sent.Count > 0) return false;
        return Merge(_taken);
    }

    private bool Merge(JsonObject theirs)
    {
        var flowed = false;
        foreach (var member in _base.Concat(theirs).Select(m => m.Key).Distinct(StringComparer.Ordinal).ToList())
        {
            if (member == _held || JsonNode.DeepEquals(_base[member], theirs[member])) continue;
            if (JsonNode.DeepEquals(Json[member], _base[member])) flowed |= Put(Json, member, theirs);
            Put(_base, member, theirs);
        }

        if (flowed) Read();
        return flowed;
    }

    private void Read()
    {
        var faults = new List<Fault>();
        Rule = RuleShape.Read(Kind, Json, faults);
        if (Text("id") is { } id && Others.Contains(id, StringComparer.OrdinalIgnoreCase)) faults.Add(new Fault("/id", $"Another rule of this kind is called “{id}” already."));
        Faults = faults;
        if (Rule is not null) Sentence = Rule.Sentence;
    }

    /// <summary>The text of a member; null when it is none.</summary>
    public string? Text(string member) => ConditionTree.TextOf(Json, member);

    private static bool Put(JsonObject into, string member, JsonObject from)
    {
        if (from.TryGetPropertyValue(member, out var value)) into[member] = value?.DeepClone();
        else into.Remove(member);
        return true;
    }

    private static JsonObject Copy(JsonObject rule) => rule.DeepClone().AsObject();
}
