using System.Text;
using System.Text.Json;
using Baton.Engine.Storage.Rows;

namespace Baton.Engine.Storage.Search;

/// <summary>The words by which a log row is found. They follow from the row alone, so that it can be taken out of the index again.</summary>
internal static class SearchText
{
    private const int MostCharacters = 8_000;

    public static string Of(LogRow row)
    {
        var text = new StringBuilder();
        Add(text, row.Type);
        Add(text, row.Subject);
        Add(text, row.Customer);
        Add(text, row.Actor);
        Add(text, row.Agent);
        Add(text, row.Rule);
        Add(text, row.Sentence);
        Add(text, row.Action);
        Add(text, row.Handoff);
        Add(text, row.Id);
        AddValues(text, row.Data);
        return text.Length > MostCharacters ? text.ToString(0, MostCharacters) : text.ToString();
    }

    /// <summary>Whether every word typed occurs in a row, for rows that are not indexed yet.</summary>
    public static bool Holds(LogRow row, string typed)
    {
        var text = Of(row);
        var terms = SearchQuery.Terms(typed).ToList();
        return terms.Count > 0 && terms.TrueForAll(term => text.Contains(term, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>The values of the data, without the names of its members.</summary>
    private static void AddValues(StringBuilder text, string? json)
    {
        if (json is null) return;
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(json));
        while (text.Length < MostCharacters && reader.Read())
        {
            if (reader.TokenType == JsonTokenType.String) Add(text, reader.GetString());
            else if (reader.TokenType == JsonTokenType.Number) Add(text, Encoding.UTF8.GetString(reader.ValueSpan));
        }
    }

    private static void Add(StringBuilder text, string? words)
    {
        if (words is not null) text.Append(words).Append('\n');
    }
}
