namespace Baton.Core.Events;

/// <summary>One way to name a customer: <c>email:ana@example.com</c>, <c>phone:+49301234567</c>, <c>crm:4711</c>.</summary>
/// <param name="Kind">Lower-case kind, at most 40 characters: letters, digits, <c>-</c>, <c>_</c>, <c>.</c></param>
/// <param name="Value">The value in its normal form: e-mail in lower case, phone without spaces.</param>
public readonly record struct Address(string Kind, string Value)
{
    /// <summary>The kind that names a customer by Baton's own id.</summary>
    public const string ById = "customer";

    /// <summary>The longest value that is taken, in characters.</summary>
    public const int MaxLength = 320;

    /// <summary>Whether this names a customer by Baton's own id and not by an address.</summary>
    public bool IsId => Kind == ById;

    /// <summary>Reads <c>kind:value</c>; false when it is not of that form or one part is empty, too long or not printable.</summary>
    public static bool TryParse(string? text, out Address address)
    {
        address = default;
        var colon = text?.IndexOf(':', StringComparison.Ordinal) ?? -1;
        return colon > 0 && TryMake(text![..colon], text[(colon + 1)..], out address);
    }

    /// <summary>Makes an address of its two parts, in normal form; false when one of them is empty, too long or not printable.</summary>
    public static bool TryMake(string kind, string value, out Address address)
    {
        address = default;
        value = value.Trim();
        if (kind.Length is 0 or > 40 || value.Length is 0 or > MaxLength) return false;
        foreach (var c in kind) if (!char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_' or '.')) return false;
        foreach (var c in value) if (char.IsControl(c)) return false;
        kind = kind.ToLowerInvariant();
        address = new Address(kind, Normalize(kind, value));
        return address.Value.Length > 0;
    }

    /// <inheritdoc/>
    public override string ToString() => Kind + ":" + Value;

    private static string Normalize(string kind, string value) => kind switch
    {
        "email" => value.ToLowerInvariant(),
        "phone" => string.Concat(value.Where(c => char.IsAsciiDigit(c) || c == '+')),
        _ => value,
    };
}
