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
    /// <summary>Where they lie in a data folder.</summary>
    public const string Folder = "keys";

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

    /// <summary>The keys that lie in files of a data folder, as they would lie in the database.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> ReadFiles(string data)
    {
        var folder = new DirectoryInfo(Path.Combine(data, Folder));
        if (!folder.Exists) return [];
        return [.. folder.EnumerateFiles("*.xml").Select(file => (IReadOnlyList<string>)[Path.GetFileNameWithoutExtension(file.Name), XElement.Load(file.FullName).ToString(SaveOptions.DisableFormatting)])];
    }
}

/// <summary>Registers them.</summary>
internal static class ProtectionKeysSetup
{
    public static void PersistKeysToDatabase(this IDataProtectionBuilder builder) => builder.Services
        .AddOptions<KeyManagementOptions>().Configure<IServiceScopeFactory>((options, scopes) => options.XmlRepository = new ProtectionKeys(scopes));
}
