using System.Text.Json;
using System.Text.RegularExpressions;

namespace Baton.Engine.Demo.Corpus;

/// <summary>Finds out who speaks in a conversation that does not say so: by a known user id or email address anywhere in it.</summary>
internal sealed partial class CustomerFinder(IEnumerable<CustomerProfile> profiles)
{
    private readonly HashSet<string> _keys = [.. profiles.Select(p => p.Key)];
    private readonly Dictionary<string, string> _keyOfEmail = profiles.GroupBy(p => p.Email, StringComparer.Ordinal).ToDictionary(p => p.Key, p => p.First().Key, StringComparer.Ordinal);

    public string? Find(JsonElement conversation, IEnumerable<Turn> turns)
    {
        if (conversation.TryGetProperty("customer", out var customer) && customer.GetString() is { } key) return key;
        var texts = turns.SelectMany(turn => turn.Tools.Select(tool => tool.Arguments.GetRawText()).Append(turn.Text)).ToArray();
        return texts.SelectMany(text => UserId().Matches(text)).Select(match => match.Value).FirstOrDefault(_keys.Contains)
            ?? texts.SelectMany(text => Email().Matches(text)).Select(match => _keyOfEmail.GetValueOrDefault(match.Value)).FirstOrDefault(found => found is not null);
    }

    [GeneratedRegex(@"\b[a-z]+_[a-z]+_\d{4}\b", RegexOptions.None, 1000)]
    private static partial Regex UserId();

    [GeneratedRegex(@"[a-z0-9.]+@example\.com", RegexOptions.None, 1000)]
    private static partial Regex Email();
}
