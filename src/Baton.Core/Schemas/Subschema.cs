using System.Diagnostics;

namespace Baton.Core.Schemas;

/// <summary>One schema of a document: the whole, or one of those within it.</summary>
/// <param name="source">Where it stands.</param>
/// <param name="resource">The schema document it belongs to.</param>
[DebuggerDisplay("{Source.Pointer}")]
internal sealed class Subschema(Datum source, SchemaResource resource)
{
    public Datum Source => source;

    public SchemaResource Resource => resource;

    /// <summary>For the schemas <c>true</c> and <c>false</c>: which.</summary>
    public bool? Always { get; } = source.Kind == DatumKind.Boolean ? source.Truth : null;

    /// <summary>What it asks for, in the order in which it is looked at.</summary>
    public Keyword[] Keywords { get; set; } = [];

    /// <summary>Whether it speaks of what none of its parts looked at.</summary>
    public bool Unevaluated { get; set; }
}

/// <summary>A schema with an address of its own, to which references inside it are relative: the document, or a part with an <c>$id</c>.</summary>
/// <param name="address">Its address.</param>
/// <param name="root">Where it begins.</param>
internal sealed class SchemaResource(Uri address, Datum root)
{
    public Uri Address => address;

    public Datum Root => root;

    /// <summary>Its places with a name, by <c>$anchor</c> and <c>$dynamicAnchor</c>.</summary>
    public Dictionary<string, Datum> Anchors { get; } = new(StringComparer.Ordinal);

    /// <summary>Those of them that <c>$dynamicRef</c> looks for.</summary>
    public Dictionary<string, Subschema> DynamicAnchors { get; } = new(StringComparer.Ordinal);
}

/// <summary>One thing that a schema asks for.</summary>
internal abstract class Keyword
{
    /// <summary>Whether the value keeps it; what it breaks goes to the visit's faults.</summary>
    public abstract bool Check(in Visit visit);

    /// <summary>The schemas that it holds against the same value, not against a part of it.</summary>
    public virtual IEnumerable<Subschema> InPlace => [];
}

/// <summary>Something that a schema asks of the value itself.</summary>
/// <param name="name">The keyword.</param>
internal abstract class Assertion(string name) : Keyword
{
    /// <summary>Its name in the schema.</summary>
    public string Name => name;

    public sealed override bool Check(in Visit visit) => Holds(visit.Value, visit.Run) || (visit.Faults is null ? false : visit.Fail(name, Say(visit.Value)));

    /// <summary>Whether the value keeps it.</summary>
    protected abstract bool Holds(Datum value, Evaluation run);

    /// <summary>What is wanted and what was found, one sentence.</summary>
    protected abstract string Say(Datum value);
}
