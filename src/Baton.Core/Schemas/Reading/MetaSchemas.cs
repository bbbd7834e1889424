using System.Collections.Frozen;
using System.Text.Json;

namespace Baton.Core.Schemas.Reading;

/// <summary>The schemas of schemas that the standard publishes, which a schema may refer to: read once from the resource beside this file.</summary>
internal static class MetaSchemas
{
    private static readonly Lazy<FrozenDictionary<string, Datum>> All = new(Read);

    public static Datum? Find(string address) => All.Value.GetValueOrDefault(address);

    private static FrozenDictionary<string, Datum> Read()
    {
        using var json = typeof(MetaSchemas).Assembly.GetManifestResourceStream("Baton.Core.Schemas.Reading.meta-schemas.json")!;
        using var documents = JsonDocument.Parse(json);
        return documents.RootElement.EnumerateArray().Select(d => new DatumReader(SchemaReader.MaxValues).Read(d)!).ToFrozenDictionary(d => d.Find("$id")!.Text, StringComparer.Ordinal);
    }
}
