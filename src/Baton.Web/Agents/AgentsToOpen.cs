using Baton.Engine.Policies;
using Baton.Web.Frame.Palette;
using Baton.Web.SignIn;
using Microsoft.AspNetCore.Components.Authorization;

namespace Baton.Web.Agents;

/// <summary>Agents for Ctrl-K, by name, department or what they do.</summary>
internal sealed class AgentsToOpen(Configurations configurations, AuthenticationStateProvider who) : IPaletteSource
{
    private const int Most = 6;

    public async ValueTask<IReadOnlyList<PaletteItem>> FindAsync(string text, CancellationToken cancellation)
    {
        if (text.Length == 0) return [];
        var viewer = Viewer.Of((await who.GetAuthenticationStateAsync()).User);
        return [.. configurations.Of(viewer.Workspace).Agents.Values
            .Where(a => Has(a.Name, text) || Has(a.Department, text) || Has(a.Description, text))
            .OrderByDescending(a => a.Name.StartsWith(text, StringComparison.OrdinalIgnoreCase)).ThenBy(a => a.Name, StringComparer.Ordinal).Take(Most)
            .Select(a => new PaletteItem("Agents", a.Name, "/agents/" + a.Name, "agents", a.Department))];
    }

    private static bool Has(string? words, string text) => words?.Contains(text, StringComparison.OrdinalIgnoreCase) == true;
}
