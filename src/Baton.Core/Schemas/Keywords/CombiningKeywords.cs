namespace Baton.Core.Schemas.Keywords;

/// <summary><c>allOf</c>.</summary>
internal sealed class AllOfKeyword(IReadOnlyList<Subschema> forms) : Keyword
{
    public override IEnumerable<Subschema> InPlace => forms;

    public override bool Check(in Visit visit)
    {
        var keeps = true;
        foreach (var form in forms)
        {
            keeps &= visit.Here(form);
            if (!keeps && visit.Enough) return false;
        }

        return keeps;
    }
}

/// <summary><c>anyOf</c>.</summary>
internal sealed class AnyOfKeyword(IReadOnlyList<Subschema> forms) : Keyword
{
    public override IEnumerable<Subschema> InPlace => forms;

    public override bool Check(in Visit visit)
    {
        var keeps = false;
        foreach (var form in forms)
        {
            keeps |= visit.Try(form);
            if (keeps && visit.Marks is null) return true;
        }

        return keeps || NearestForm.Fail(visit, "anyOf", forms);
    }
}

/// <summary><c>oneOf</c>.</summary>
internal sealed class OneOfKeyword(IReadOnlyList<Subschema> forms) : Keyword
{
    public override IEnumerable<Subschema> InPlace => forms;

    public override bool Check(in Visit visit)
    {
        var kept = new List<int>(2);
        for (var i = 0; i < forms.Count; i++)
        {
            if (!visit.Try(forms[i])) continue;
            kept.Add(i);
            if (kept.Count == 2 && visit.Faults is null) return false;
        }

        return kept.Count switch
        {
            1 => true,
            0 => NearestForm.Fail(visit, "oneOf", forms),
            _ => visit.Fail("oneOf", $"Must fit exactly one of {forms.Count} forms, but {visit.Value.Found()} fits {kept.Count} of them: {string.Join(", ", kept.Take(10).Select(i => NearestForm.Name(forms[i], i)))}."),
        };
    }
}

/// <summary><c>not</c>.</summary>
internal sealed class NotKeyword(Subschema form) : Keyword
{
    public override IEnumerable<Subschema> InPlace => [form];

    public override bool Check(in Visit visit) =>
        !visit.TryPart(form, visit.Value) || visit.Fail("not", form.Always is null ? $"Must not fit {form.Source.Json()}, but {visit.Value.Found()} does." : "Must not be there.");
}

/// <summary><c>if</c>, <c>then</c> and <c>else</c>.</summary>
internal sealed class IfKeyword(Subschema condition, Subschema? then, Subschema? otherwise) : Keyword
{
    public override IEnumerable<Subschema> InPlace => new[] { condition, then, otherwise }.OfType<Subschema>();

    public override bool Check(in Visit visit) => (visit.Try(condition) ? then : otherwise) is not { } next || visit.Here(next);
}

/// <summary><c>$ref</c>.</summary>
internal sealed class RefKeyword : Keyword
{
    /// <summary>What it refers to, set once the whole document is read.</summary>
    public Subschema Target { get; set; } = null!;

    public override IEnumerable<Subschema> InPlace => [Target];

    public override bool Check(in Visit visit) => visit.Here(Target);
}

/// <summary><c>$dynamicRef</c>: the outermost schema on the way here that has its <c>$dynamicAnchor</c> says what is meant.</summary>
/// <param name="anchor">The name it looks for.</param>
internal sealed class DynamicRefKeyword(string anchor) : Keyword
{
    private Subschema _target = null!;
    private bool _isDynamic;

    /// <summary>What it refers to, when it is a plain reference or nobody further out says otherwise.</summary>
    public void Bind(Subschema target) => (_target, _isDynamic) = (target, target.Source.Find("$dynamicAnchor") is { } name && name.Text == anchor);

    /// <summary>Everything it could refer to, out of the documents at hand.</summary>
    public void Among(IEnumerable<SchemaResource> resources) =>
        Candidates = _isDynamic ? [.. resources.Select(r => r.DynamicAnchors.GetValueOrDefault(anchor)).OfType<Subschema>().Append(_target).Distinct()] : [_target];

    public override IEnumerable<Subschema> InPlace => Candidates;

    private IReadOnlyList<Subschema> Candidates { get; set; } = [];

    public override bool Check(in Visit visit)
    {
        var target = _target;
        for (var scope = _isDynamic ? visit.Scope : null; scope is not null; scope = scope.Outer)
        {
            visit.Run.Spend(1);
            if (scope.Resource.DynamicAnchors.TryGetValue(anchor, out var outer)) target = outer;
        }

        return visit.Here(target);
    }
}
