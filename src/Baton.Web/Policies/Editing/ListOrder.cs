namespace Baton.Web.Policies.Editing;

/// <summary>Something in an ordered list was moved.</summary>
/// <param name="Id">What.</param>
/// <param name="Before">What it stands before now; null when it is the last.</param>
public sealed record ListMove(string Id, string? Before);

/// <summary>The order of a list on screen: changed at once when something is moved, and given up when the document says otherwise.</summary>
public sealed class ListOrder
{
    private IReadOnlyList<string> _given = [];

    /// <summary>The ids in their order.</summary>
    public List<string> Ids { get; private set; } = [];

    /// <summary>Takes the order of the document.</summary>
    public void Take(IReadOnlyList<string> ids)
    {
        if (ids.SequenceEqual(_given, StringComparer.Ordinal)) return;
        (_given, Ids) = (ids, [.. ids]);
    }

    /// <summary>Moves something one place up or down; null when it stands at the end already.</summary>
    public ListMove? Step(string id, bool up)
    {
        var to = Ids.IndexOf(id) + (up ? -1 : 2);
        return to < 0 || to > Ids.Count ? null : Put(id, to < Ids.Count ? Ids[to] : null);
    }

    /// <summary>Puts something before something else, or last; null when it stands there already, or is not there any more.</summary>
    public ListMove? Put(string id, string? before)
    {
        var at = Ids.IndexOf(id);
        if (at < 0 || id == before || (before is not null && !Ids.Contains(before)) || (at + 1 < Ids.Count ? Ids[at + 1] : null) == before) return null;
        Ids.RemoveAt(at);
        Ids.Insert(before is null ? Ids.Count : Ids.IndexOf(before), id);
        return new ListMove(id, before);
    }
}
