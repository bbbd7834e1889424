using Baton.Engine.Handoffs;
using Baton.Web.Frame.Palette;
using Baton.Web.SignIn;
using Microsoft.AspNetCore.Components.Authorization;

namespace Baton.Web.Handoffs;

/// <summary>Open handoffs for Ctrl-K: by what is asked, by customer, by queue.</summary>
internal sealed class HandoffsToOpen(HandoffQueue handoffs, AuthenticationStateProvider who) : IPaletteSource
{
    private const int Most = 5;

    public async ValueTask<IReadOnlyList<PaletteItem>> FindAsync(string text, CancellationToken cancellation)
    {
        if (text.Length == 0) return [];
        var viewer = Viewer.Of((await who.GetAuthenticationStateAsync()).User);
        var found = await handoffs.FindAsync(viewer.Workspace, text, viewer.Email, Most, cancellation);
        return [.. found.Select(line => new PaletteItem("Handoffs", line.Title, $"/handoffs/{line.Id}?view=all", "handoffs", line.CustomerName))];
    }
}
