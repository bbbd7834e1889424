using Baton.Engine.Handoffs;
using Baton.Web.Frame;
using Baton.Web.SignIn;
using Microsoft.AspNetCore.Components.Authorization;

namespace Baton.Web.Handoffs;

/// <summary>The number of waiting handoffs in the rail; red when one is past its time by the app's clock.</summary>
internal sealed class HandoffsWaiting(HandoffQueue handoffs, AuthenticationStateProvider who, TimeProvider clock) : IRailCount
{
    public string Href => "/handoffs";

    public async ValueTask<RailCount> CountAsync(CancellationToken cancellation)
    {
        var viewer = Viewer.Of((await who.GetAuthenticationStateAsync()).User);
        if (viewer.Workspace.Length == 0) return new RailCount(0, false); // nobody has signed in yet
        var counts = await handoffs.CountAsync(viewer.Workspace, viewer.Email, queue: null, clock.GetUtcNow(), cancellation);
        return new RailCount(counts.Waiting, counts.Late > 0);
    }
}
