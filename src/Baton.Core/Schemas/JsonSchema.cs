using System.Text.Json;
using Baton.Core.Policies;
using Baton.Core.Schemas.Reading;

namespace Baton.Core.Schemas;

/// <summary>
/// A JSON Schema (2020-12), read once and held against any number of values. Immutable. Neither a hostile schema nor a hostile value makes it throw, recurse without end or work
/// without bound: what exceeds a bound is a fault. docs/schemas.md says what is left out.
/// </summary>
public sealed class JsonSchema
{
    /// <summary>How many values a value that is held against a schema may consist of.</summary>
    public const int MaxValues = 250_000;

    private readonly Subschema _root;

    internal JsonSchema(Subschema root) => _root = root;

    /// <summary>Reads a schema; null when it cannot be used, with every fault added to <paramref name="faults"/>.</summary>
    /// <param name="document">The schema.</param>
    /// <param name="faults">Takes what is wrong with it.</param>
    /// <param name="pointer">Where the schema stands in the document that the faults point into.</param>
    public static JsonSchema? Read(JsonElement document, ICollection<Fault> faults, string pointer = "") => new SchemaReader(faults, pointer).Read(document);

    /// <summary>How the value breaks the schema; empty when it keeps it.</summary>
    /// <param name="value">The value.</param>
    /// <param name="most">How many faults are named at most.</param>
    public IReadOnlyList<SchemaFault> Validate(JsonElement value, int most = 50)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        var reader = new DatumReader(MaxValues);
        if (reader.Read(value) is { } datum) return new Evaluation().Faults(_root, datum, most);
        return [.. reader.Faults.Take(most).Select(f => new SchemaFault(f.Pointer, "", f.Sentence))];
    }
}
