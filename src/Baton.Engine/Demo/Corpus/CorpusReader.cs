using System.Text.Json;

namespace Baton.Engine.Demo.Corpus;

/// <summary>The recorded conversations and the customers in them, read once from the files embedded in this assembly.</summary>
public sealed class CorpusReader
{
    private const string SignOff = "###STOP###"; // the simulated customers' way to hang up, not something they say

    private static readonly string[] Companies = ["airline-support", "retail-support"];

    private static readonly Lazy<CorpusReader> LazyShared = new(() => new CorpusReader());

    private CorpusReader()
    {
        var profiles = Companies.SelectMany(ReadProfiles).GroupBy(p => p.Key, StringComparer.Ordinal).ToDictionary(p => p.Key, p => p.First(), StringComparer.Ordinal);
        var finder = new CustomerFinder(profiles.Values);
        Conversations = [.. Companies.SelectMany(company => ReadConversations(company, finder))];
        foreach (var guest in Conversations.Select(c => c.CustomerKey).Where(key => !profiles.ContainsKey(key)).Distinct(StringComparer.Ordinal).ToArray())
            profiles.Add(guest, new CustomerProfile(guest, null, null, $"{guest}@example.com", null, null, StateTimeZones.Default));
        Customers = profiles;
    }

    /// <summary>The corpus, read on first use.</summary>
    public static CorpusReader Shared => LazyShared.Value;

    /// <summary>All conversations, the airline's first, in the order of the files.</summary>
    public IReadOnlyList<Conversation> Conversations { get; }

    /// <summary>All customers by key: everybody in a conversation, and more.</summary>
    public IReadOnlyDictionary<string, CustomerProfile> Customers { get; }

    private static IEnumerable<Conversation> ReadConversations(string company, CustomerFinder finder)
    {
        using var reader = CorpusFile.Open($"{company}/conversations.jsonl");
        var channel = company == "airline-support" ? "chat" : "email";
        var read = new List<(string Id, string? Key, Turn[] Turns)>();
        while (reader.ReadLine() is { } line)
        {
            var json = JsonElement.Parse(line);
            var turns = json.GetProperty("turns").EnumerateArray().Select(ReadTurn).ToArray();
            read.Add((json.GetProperty("id").GetString()!, finder.Find(json, turns), turns));
        }

        return read.Select(c => new Conversation(c.Id, c.Key ?? OfTheSameScenario(c.Id, read) ?? Guest(c.Id), channel, c.Turns));
    }

    // The airline's conversations were recorded three times each, with the same customer in mind: airline-16-0, -1 and -2.
    private static string? OfTheSameScenario(string id, IEnumerable<(string Id, string? Key, Turn[])> others) =>
        others.FirstOrDefault(other => other.Key is not null && Scenario(other.Id) == Scenario(id)).Key;

    private static string Guest(string id) => "guest_" + Scenario(id).Replace('-', '_');

    private static string Scenario(string id) => string.Join('-', id.Split('-').Take(2));

    private static Turn ReadTurn(JsonElement turn) => new(
        Enum.Parse<Speaker>(turn.GetProperty("role").GetString()!, ignoreCase: true),
        turn.TryGetProperty("text", out var text) ? text.GetString()!.Replace(SignOff, "", StringComparison.Ordinal).Trim() : "",
        turn.TryGetProperty("tools", out var tools) ? [.. tools.EnumerateArray().Select(ReadTool)] : []);

    private static ToolCall ReadTool(JsonElement tool) => new(tool.GetProperty("name").GetString()!, tool.GetProperty("arguments"));

    private static IEnumerable<CustomerProfile> ReadProfiles(string company)
    {
        using var reader = CorpusFile.Open($"{company}/customers.json");
        return [.. JsonElement.Parse(reader.ReadToEnd()).EnumerateObject().Select(profile => ReadProfile(profile.Name, profile.Value))];
    }

    private static CustomerProfile ReadProfile(string key, JsonElement profile)
    {
        var name = profile.GetProperty("name");
        var address = profile.GetProperty("address");
        return new CustomerProfile(
            key,
            name.GetProperty("first_name").GetString(),
            name.GetProperty("last_name").GetString(),
            profile.GetProperty("email").GetString()!,
            profile.TryGetProperty("membership", out var membership) ? membership.GetString() : null,
            address.GetProperty("city").GetString(),
            StateTimeZones.Of(address.GetProperty("state").GetString()));
    }
}
