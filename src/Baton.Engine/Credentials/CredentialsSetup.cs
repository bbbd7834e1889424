using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Baton.Engine.Credentials;

/// <summary>Registers the vault. Who hosts the engine adds an <see cref="ISecretBox"/> of its own.</summary>
internal static class CredentialsSetup
{
    public static void AddCredentials(this IServiceCollection services)
    {
        services.TryAddSingleton<ISecretBox, NoSecretBox>();
        services.AddSingleton<Secrets>();
        services.AddSingleton<CredentialDesk>();
        services.AddSingleton<ICredentials, CredentialVault>();
    }
}
