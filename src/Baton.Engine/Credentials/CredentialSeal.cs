using System.Security.Cryptography;
using System.Text.Json;
using Baton.Engine.Storage.Rows;

namespace Baton.Engine.Credentials;

/// <summary>A value together with the hosts it is bound to. They are sealed as one, for one name in one workspace: who can write to the database can neither send it elsewhere nor exchange it.</summary>
internal sealed record CredentialSeal(string Value, IReadOnlyList<string> Hosts)
{
    public string Close(ISecretBox box, string workspace, string name) => box.Seal(Purpose(workspace, name), JsonSerializer.Serialize(this));

    /// <exception cref="CredentialException">The keys of this Baton do not open it.</exception>
    public static CredentialSeal Open(ISecretBox box, CredentialRow row)
    {
        try
        {
            return JsonSerializer.Deserialize<CredentialSeal>(box.Open(Purpose(row.Workspace, row.Name), row.Sealed))!;
        }
        catch (Exception e) when (e is CryptographicException or JsonException or FormatException)
        {
            throw new CredentialException($"The credential {row.Name} cannot be opened with the keys of this Baton. Give it its value again in the settings, under credentials.");
        }
    }

    // Never in a log by mistake.
    public override string ToString() => "(sealed)";

    private static string Purpose(string workspace, string name) => $"credential/{workspace}/{name}";
}
