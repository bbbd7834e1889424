using System.Text.Json;
using System.Text.RegularExpressions;

namespace Baton.Core.Tools;

/// <summary>Addresses with arguments in braces. Only the path may hold them, so that no argument chooses whom is called.</summary>
public static partial class HttpTemplate
{
    /// <summary>What is wrong with a template; null when nothing is.</summary>
    public static string? FaultOf(string template)
    {
        if (!Uri.TryCreate(Argument().Replace(template, "x"), UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https")) return "The address must begin with https:// or http://, for example https://shop.example.com/orders/{order}.";
        if (template.Contains('#', StringComparison.Ordinal)) return "An address that is called has no part after a #.";
        if (address.UserInfo.Length > 0) return "An address holds no name and password: use a credential.";
        var path = template.IndexOf('/', template.IndexOf("//", StringComparison.Ordinal) + 2);
        if (template.AsSpan(0, path < 0 ? template.Length : path).IndexOfAny('{', '}') >= 0) return "Arguments may stand in the path of the address, not in its host.";
        return Argument().Replace(template, "x").AsSpan().IndexOfAny('{', '}') >= 0 ? "A brace in the address holds the name of an argument: letters, digits, hyphens, underscores and dots." : null;
    }

    /// <summary>The arguments that a template names.</summary>
    public static IReadOnlySet<string> ArgumentsOf(string template) => Argument().Matches(template).Select(m => m.Groups["name"].Value).ToHashSet(StringComparer.Ordinal);

    /// <summary>The address with arguments in their places; null with a fault when one is missing or would change the path.</summary>
    internal static string? Fill(string template, JsonElement arguments, out string? fault)
    {
        string? wrong = null;
        var address = Argument().Replace(template, match =>
        {
            var name = match.Groups["name"].Value;
            var text = arguments.TryGetProperty(name, out var value) ? HttpCallParts.Text(value) : "";
            if (text.Length == 0) wrong ??= $"{name} stands in the address and must not be empty.";
            if (text is "." or "..") wrong ??= $"{name} stands in the address and must not be '{text}'.";
            return Uri.EscapeDataString(text);
        });
        fault = wrong;
        return wrong is null ? address : null;
    }

    [GeneratedRegex(@"\{(?<name>[A-Za-z0-9_.-]+)\}", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Argument();
}
