using System.Text.Json;
using Baton.Core.Policies;
using Baton.Core.Schemas;

namespace Baton.Core.Tests.Schemas;

/// <summary>Schemas and values as JSON text.</summary>
internal static class Given
{
    private static readonly JsonDocumentOptions Deep = new() { MaxDepth = 100_000 };

    public static JsonElement Json(string json)
    {
        using var document = JsonDocument.Parse(json, Deep);
        return document.RootElement.Clone();
    }

    public static JsonSchema Schema(string json)
    {
        var faults = new List<Fault>();
        var schema = JsonSchema.Read(Json(json), faults);
        Assert.True(schema is not null, string.Join('\n', faults));
        return schema;
    }

    /// <summary>What is wrong with a schema that cannot be used.</summary>
    public static IReadOnlyList<Fault> Refused(string json)
    {
        var faults = new List<Fault>();
        Assert.Null(JsonSchema.Read(Json(json), faults));
        Assert.NotEmpty(faults);
        return faults;
    }

    public static IReadOnlyList<SchemaFault> Faults(string schema, string value) => Schema(schema).Validate(Json(value));

    public static string OnlyFault(string schema, string value)
    {
        var fault = Assert.Single(Faults(schema, value));
        return $"{fault.Pointer} [{fault.Keyword}] {fault.Sentence}";
    }

    public static string Repeated(string text, int times) => string.Concat(Enumerable.Repeat(text, times));
}
