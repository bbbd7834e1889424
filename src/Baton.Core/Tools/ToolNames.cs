using Baton.Core.Agents;

namespace Baton.Core.Tools;

/// <summary>What tools may be called, and which a grant names.</summary>
public static class ToolNames
{
    /// <summary>The longest name.</summary>
    public const int Longest = 64;

    /// <summary>What is wrong with a name that somebody gives a tool; null when nothing is.</summary>
    public static string? FaultOf(string name)
    {
        if (name.Length is 0 or > Longest || name.Any(c => c is not (>= 'a' and <= 'z' or >= '0' and <= '9' or '-' or '_'))) return $"'{name}' is no name of a tool: lower-case letters, digits, hyphens and underscores, at most {Longest}.";
        return OwnTools.IsReserved(name) ? $"'{name}' is how a tool of Baton's own is offered to agents. Choose another name." : null;
    }

    /// <summary>The name by which agents see a tool: models take no dots.</summary>
    public static string Offered(string name) => name.Replace('.', '_');

    /// <summary>Whether a grant names a tool; a trailing <c>*</c> matches any ending.</summary>
    public static bool Names(this ToolGrant grant, string tool) => grant.Tool.EndsWith('*')
        ? tool.StartsWith(grant.Tool[..^1], StringComparison.OrdinalIgnoreCase)
        : tool.Equals(grant.Tool, StringComparison.OrdinalIgnoreCase);

    /// <summary>A name made of somebody else's: <c>getOrderById</c> becomes <c>get-order-by-id</c>. Empty when nothing of it can be used.</summary>
    public static string From(string other)
    {
        var name = new System.Text.StringBuilder(other.Length + 8);
        for (var i = 0; i < other.Length; i++)
        {
            var (c, before) = (other[i], i > 0 ? other[i - 1] : '-');
            if (char.IsAsciiLetterUpper(c) && (char.IsAsciiLetterLower(before) || char.IsAsciiDigit(before) || char.IsAsciiLetterUpper(before) && i + 1 < other.Length && char.IsAsciiLetterLower(other[i + 1]))) name.Append('-');
            if (char.IsAsciiLetterOrDigit(c)) name.Append(char.ToLowerInvariant(c));
            else if (c == '_') name.Append('_');
            else if (name.Length > 0 && name[^1] != '-') name.Append('-');
        }

        var made = name.ToString().Trim('-', '_');
        return made.Length <= Longest ? made : made[..Longest].Trim('-', '_');
    }
}
