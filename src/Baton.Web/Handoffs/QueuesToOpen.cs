using Baton.Engine.Handoffs;
using Baton.Web.Frame.Palette;
using Baton.Web.SignIn;
using Microsoft.AspNetCore.Components.Authorization;

namespace Baton.Web.Handoffs;

/// <summary>Queues in which something is open, for Ctrl-K.</summary>
internal sealed class QueuesToOpen(HandoffQueue handoffs, AuthenticationStateProvider who) : IPaletteSource
{
    private const int Most = 5;

    public async ValueTask<IReadOnlyList<PaletteItem>> FindAsync(string text, CancellationToken cancellation)
    {
        if (text.Length == 0) return [];
        var viewer = Viewer.Of((await who.GetAuthenticationStateAsync()).User);
        return [.. (await handoffs.QueuesAsync(viewer.Workspace, viewer.Email, cancellation)).Where(queue => PaletteRank.Of(text, queue, "queue") > 0).Take(Most)
            .Select(queue => new PaletteItem("Queues", queue, $"/handoffs?view=all&queue={Uri.EscapeDataString(queue)}", "inbox", "queue") { Words = "queue" })];
    }
}
