using Baton.Core.Policies;

namespace Baton.Core.Schemas;

/// <summary>What a JSON value is.</summary>
internal enum DatumKind
{
    Null,
    Boolean,
    Number,
    Text,
    List,
    Object,
}

/// <summary>
/// A JSON value read whole, with its place: names are unique, texts are whole Unicode, numbers exact, and depth and size within bounds, so that
/// what looks at it need not care. Both schemas and what they are held against are read this way. Immutable.
/// </summary>
internal sealed class Datum
{
    private const int FewNames = 8;

    private Dictionary<string, Datum>? _byName;
    private int _hash;

    public required DatumKind Kind { get; init; }

    /// <summary>The text, or the number as it was written.</summary>
    public string Text { get; init; } = "";

    public bool Truth { get; init; }

    public JsonNumber Number { get; init; }

    /// <summary>The elements of a list or the members of an object, in their order.</summary>
    public Datum[] Parts { get; init; } = [];

    public Datum? Parent { get; private set; }

    /// <summary>Its name in an object, its position in a list.</summary>
    public string Name { get; private set; } = "";

    /// <summary>Its place among its parent's parts.</summary>
    public int Position { get; private set; }

    /// <summary>How many values it consists of.</summary>
    public int Size { get; private init; } = 1;

    /// <summary>Where it stands, as a JSON pointer.</summary>
    public string Pointer => Parent is null ? "" : Fault.To(Parent.Pointer, Name);

    public static Datum Of(DatumKind kind, Datum[] parts, string[]? names)
    {
        var whole = new Datum { Kind = kind, Parts = parts, Size = 1 + parts.Sum(p => p.Size) };
        for (var i = 0; i < parts.Length; i++) parts[i].Join(whole, i, names is null ? i.ToString(System.Globalization.CultureInfo.InvariantCulture) : names[i]);
        return whole;
    }

    /// <summary>A text that is said to stand where a member does, to hold the member's name against a schema.</summary>
    public static Datum NameOf(Datum member)
    {
        var name = new Datum { Kind = DatumKind.Text, Text = member.Name };
        name.Join(member.Parent!, member.Position, member.Name);
        return name;
    }

    /// <summary>The member of that name.</summary>
    public Datum? Find(string name)
    {
        if (Kind != DatumKind.Object) return null;
        if (Parts.Length <= FewNames) return Array.Find(Parts, p => p.Name == name);
        _byName ??= Parts.ToDictionary(p => p.Name, StringComparer.Ordinal); // done twice by two threads at worst
        return _byName.GetValueOrDefault(name);
    }

    /// <summary>Whether both are the same value: numbers by what they are worth, objects whatever the order of their members.</summary>
    public bool SameAs(Datum other)
    {
        if (ReferenceEquals(this, other)) return true;
        if (Kind != other.Kind || Size != other.Size || Parts.Length != other.Parts.Length || Hash() != other.Hash()) return false;
        switch (Kind)
        {
            case DatumKind.Boolean: return Truth == other.Truth;
            case DatumKind.Number: return Number == other.Number;
            case DatumKind.Text: return Text == other.Text;
            case DatumKind.List:
                for (var i = 0; i < Parts.Length; i++) if (!Parts[i].SameAs(other.Parts[i])) return false;
                return true;
            case DatumKind.Object: return Array.TrueForAll(Parts, p => other.Find(p.Name) is { } twin && p.SameAs(twin));
            default: return true;
        }
    }

    /// <summary>The same for the same value.</summary>
    public int Hash()
    {
        if (_hash != 0) return _hash;
        var hash = new HashCode();
        hash.Add(Kind);
        switch (Kind)
        {
            case DatumKind.Boolean: hash.Add(Truth); break;
            case DatumKind.Number: hash.Add(Number); break;
            case DatumKind.Text: hash.Add(Text, StringComparer.Ordinal); break;
            case DatumKind.List: foreach (var part in Parts) hash.Add(part.Hash()); break;
            case DatumKind.Object: hash.Add(Parts.Aggregate(0, (sum, part) => unchecked(sum + HashCode.Combine(part.Name, part.Hash())))); break;
        }

        return _hash = hash.ToHashCode() | 1;
    }

    private void Join(Datum parent, int position, string name) => (Parent, Position, Name) = (parent, position, name);
}
