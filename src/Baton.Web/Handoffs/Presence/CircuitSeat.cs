using Baton.Engine.Handoffs.Presence;
using Baton.Web.SignIn;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;

namespace Baton.Web.Handoffs.Presence;

/// <summary>The place of the person at this browser: taken when the page answers for the first time, lost and found with the line, left when it is closed.</summary>
public sealed class CircuitSeat(PresenceDesk desk, AuthenticationStateProvider who, ILogger<CircuitSeat> logger) : CircuitHandler
{
    private Seat? _seat;
    private string? _handoff;

    /// <inheritdoc/>
    public override Task OnCircuitOpenedAsync(Circuit circuit, CancellationToken cancellationToken) => TryAsync(async () => await TakeAsync(Viewer.Of((await who.GetAuthenticationStateAsync()).User)));

    /// <inheritdoc/>
    public override Task OnConnectionUpAsync(Circuit circuit, CancellationToken cancellationToken) => TryAsync(() => _seat?.ComeBackAsync());

    /// <inheritdoc/>
    public override Task OnConnectionDownAsync(Circuit circuit, CancellationToken cancellationToken) => TryAsync(() => _seat?.LoseAsync());

    /// <inheritdoc/>
    public override Task OnCircuitClosedAsync(Circuit circuit, CancellationToken cancellationToken) => TryAsync(() => _seat?.LeaveAsync());

    /// <summary>Says which case is open; null when it is closed.</summary>
    public Task LookAsync(string? handoff)
    {
        _handoff = handoff;
        return TryAsync(() => _seat?.LookAsync(handoff));
    }

    /// <summary>A case that was open is closed; when another one is open by now, that stays.</summary>
    public Task LookAwayAsync(string handoff) => _handoff == handoff ? LookAsync(null) : Task.CompletedTask;

    /// <summary>Says whether an answer is being written in the open case.</summary>
    public Task TypeAsync(bool isTyping) => TryAsync(() => _seat?.TypeAsync(isTyping));

    internal async Task TakeAsync(Viewer viewer)
    {
        if (viewer is { Workspace.Length: > 0, Email.Length: > 0, Role: not null }) _seat = await desk.EnterAsync(viewer.Workspace, viewer.Email);
    }

    // That somebody is seen must not be what stops their work.
    private async Task TryAsync(Func<Task?> say)
    {
        try
        {
            await (say() ?? Task.CompletedTask);
        }
        catch (Exception fault)
        {
            logger.LogWarning(fault, "It could not be written down whether somebody is here");
        }
    }
}
