namespace Baton.Core.Schemas.Keywords;

/// <summary>Says why a value fits none of several forms: what it lacks to the form it is nearest to.</summary>
internal static class NearestForm
{
    private const int ManyForms = 20;

    public static bool Fail(in Visit visit, string keyword, IReadOnlyList<Subschema> forms)
    {
        if (visit.Enough) return false;
        if (TypesOf(forms) is { } types) return visit.Fail(keyword, $"Must be {types.Or()}, but is {visit.Value.Found()}.");
        var (nearest, faults, distance) = (-1, new FaultList(1), int.MaxValue);
        for (var i = 0; i < Math.Min(forms.Count, ManyForms); i++)
        {
            var wrong = visit.FaultsOf(forms[i], visit.Value);
            var far = Distance(wrong, visit.Value.Pointer);
            if (far < distance) (nearest, faults, distance) = (i, wrong, far);
        }

        if (nearest < 0) return visit.Fail(keyword, "Must fit one of several forms, but none is given.");
        visit.Fail(keyword, forms.Count == 1 ? "Must fit the form given, but does not:" : $"Must fit {(keyword == "oneOf" ? "exactly " : "")}one of {forms.Count} forms, but {visit.Value.Found()} fits none. The nearest is {Name(forms[nearest], nearest)}; to fit it:");
        foreach (var fault in faults.All) visit.Faults!.Add(fault);
        return false;
    }

    /// <summary>A form's title, or its number.</summary>
    public static string Name(Subschema form, int index) => form.Source.Find("title") is { Kind: DatumKind.Text } title ? $"'{title.Text.Shorten()}'" : $"form {index + 1}";

    // Forms that differ by nothing but their types are said in one sentence.
    private static List<string>? TypesOf(IReadOnlyList<Subschema> forms)
    {
        var types = new List<string>();
        foreach (var form in forms)
        {
            if (form.Keywords is not [TypeKeyword type]) return null;
            types.AddRange(type.Wanted);
        }

        return types.Count == 0 ? null : [.. types.Distinct()];
    }

    // Another type is far, another constant (what tells the forms apart, mostly) less so, anything else is near.
    private static int Distance(FaultList faults, string pointer) => faults.All.Sum(f => f.Keyword switch
    {
        "type" when f.Pointer == pointer => 1000,
        "const" or "enum" => 50,
        _ => 1,
    });
}
