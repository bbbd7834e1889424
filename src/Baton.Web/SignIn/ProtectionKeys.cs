using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;

namespace Baton.Web.SignIn;

/// <summary>One of the keys by which cookies are protected.</summary>
public sealed class ProtectionKey
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>The key, as ASP.NET Core writes it.</summary>
    public required string Xml { get; init; }
}

/// <summary>Keeps those keys in the database, so that every node of a cluster reads every other node's cookies.</summary>
internal sealed class ProtectionKeys(IServiceScopeFactory scopes) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var scope = scopes.CreateScope();
        return [.. scope.ServiceProvider.GetRequiredService<AccountsDb>().ProtectionKeys.AsNoTracking().Select(key => key.Xml).AsEnumerable().Select(xml => XElement.Parse(xml))];
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var scope = scopes.CreateScope();
        var tables = scope.ServiceProvider.GetRequiredService<AccountsDb>();
        tables.ProtectionKeys.Add(new ProtectionKey { Name = friendlyName, Xml = element.ToString(SaveOptions.DisableFormatting) });
        tables.SaveChanges();
    }
}

/// <summary>Registers them.</summary>
internal static class ProtectionKeysSetup
{
    public static void PersistKeysToDatabase(this IDataProtectionBuilder builder) => builder.Services
        .AddOptions<KeyManagementOptions>().Configure<IServiceScopeFactory>((options, scopes) => options.XmlRepository = new ProtectionKeys(scopes));
}
