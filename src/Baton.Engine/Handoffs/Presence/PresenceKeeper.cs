using Baton.Engine.Clocks;
using Baton.Engine.Cluster;
using Baton.Engine.Storage.Journaling;
using Baton.Engine.Storage.Rows;
using Microsoft.Extensions.Logging;

namespace Baton.Engine.Handoffs.Presence;

/// <summary>
/// Keeps the board true: reads what changed, notes the browsers that went down with their node, and says when somebody is away just because time has passed.
/// </summary>
public sealed class PresenceKeeper(PresenceBoard board, PresenceDesk desk, Journal journal, LaneMap map, AppClock clock, ILogger<PresenceKeeper> logger) : IDisposable
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1), KeptFor = TimeSpan.FromHours(1);

    private readonly SemaphoreSlim _wake = new(0);
    private HashSet<string> _suspects = new(StringComparer.Ordinal);
    private volatile bool _isOutdated = true;
    private long _due = long.MaxValue;

    /// <summary>Keeps the board until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        board.Outdated += Outdate;
        clock.Changed += Wake;
        try
        {
            while (!cancel.IsCancellationRequested)
            {
                await TryAsync(cancel);
                await WaitAsync(cancel);
            }
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // The engine stops.
        }
        finally
        {
            board.Outdated -= Outdate;
            clock.Changed -= Wake;
        }
    }

    /// <summary>Brings the board up to this moment.</summary>
    public async Task LookAsync(CancellationToken cancel)
    {
        if (_isOutdated)
        {
            _isOutdated = false;
            await board.RefreshAsync(cancel);
        }

        await TakeAlongAsync();
        await LoseAsync();
        NoteTime();
    }

    /// <inheritdoc/>
    public void Dispose() => _wake.Dispose();

    private async Task TryAsync(CancellationToken cancel)
    {
        try
        {
            await LookAsync(cancel);
        }
        catch (Exception fault) when (!cancel.IsCancellationRequested)
        {
            _isOutdated = true;
            logger.LogWarning(fault, "Who is here could not be seen; it tries again");
            await Task.Delay(Look, cancel);
        }
    }

    private async Task TakeAlongAsync()
    {
        foreach (var (_, seat) in desk.Seats) if (seat.Node != desk.Me) await seat.MoveAsync(desk.Me);
    }

    // A node that was killed says nothing of its browsers. One that is missing twice in a row is gone: a node may have come between two looks.
    private async Task LoseAsync()
    {
        var missing = board.Seats.Where(seat => seat is { Gone: null, Until: null } && !IsServed(seat)).ToList();
        var gone = map.Me is null ? missing : missing.Where(seat => _suspects.Contains(seat.Id)).ToList();
        _suspects = [.. missing.Select(seat => seat.Id)];
        var now = desk.Now;
        var old = board.Seats.Where(seat => PersonPresence.EndOf(seat) is { } end && end + (long)KeptFor.TotalMilliseconds < now).ToList();
        if (gone.Count == 0 && old.Count == 0) return;
        using var unit = journal.Begin(0);
        foreach (var seat in gone) unit.Lose(seat with { Gone = now });
        foreach (var seat in old) unit.Clear(seat);
        await journal.SubmitAsync(unit);
        await board.RefreshAsync();
    }

    private bool IsServed(SeatRow seat) => seat.Node == desk.Me ? desk.Seats.ContainsKey(seat.Id) : map.Nodes.Any(node => node.Id == seat.Node);

    private void NoteTime()
    {
        var now = desk.Now;
        var isOver = _due <= now;
        _due = board.Seats.Select(PersonPresence.EndOf).OfType<long>().Where(end => end > now).DefaultIfEmpty(long.MaxValue).Min();
        if (isOver) board.NoteTime();
    }

    private async Task WaitAsync(CancellationToken cancel)
    {
        var rate = clock.Rate;
        var wait = _due == long.MaxValue || rate == 0 ? Look : TimeSpan.FromMilliseconds(Math.Clamp((_due - desk.Now) / rate, 1, Look.TotalMilliseconds));
        if (!await _wake.WaitAsync(wait, cancel)) return;
        while (await _wake.WaitAsync(TimeSpan.Zero, cancel))
        {
            // However many called, one look is enough.
        }
    }

    private void Outdate()
    {
        _isOutdated = true;
        _wake.Release();
    }

    private void Wake(object? sender, EventArgs e) => _wake.Release();
}
