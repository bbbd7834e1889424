using Baton.Engine.Clocks;
using Baton.Engine.Storage.Journaling;
using Baton.Engine.Storage.Rows;

namespace Baton.Engine.Handoffs.Presence;

/// <summary>One open browser of a person on this node: what happens in it is written down for every node to see.</summary>
public sealed class Seat
{
    private readonly PresenceDesk _desk;
    private readonly Lock _gate = new();
    private SeatRow _row;

    internal Seat(PresenceDesk desk, SeatRow row) => (_desk, _row) = (desk, row);

    /// <summary>The workspace.</summary>
    public string Workspace => _row.Workspace;

    /// <summary>E-mail of the person.</summary>
    public string Person => _row.Person;

    internal string Id => _row.Id;

    internal long Node => _row.Node;

    /// <summary>The line to the browser is cut.</summary>
    public Task LoseAsync() => ChangeAsync(row => row with { Gone = row.Gone ?? _desk.Now, Typing = false });

    /// <summary>The browser is back.</summary>
    public Task ComeBackAsync() => ChangeAsync(row => row with { Gone = null });

    /// <summary>A case is opened; null: none any more.</summary>
    public Task LookAsync(string? handoff) => ChangeAsync(row => row.Handoff == handoff ? row : row with { Handoff = handoff, Typing = false });

    /// <summary>The person begins to write in the case that is open, or stops.</summary>
    public Task TypeAsync(bool isTyping) => ChangeAsync(row => row with { Typing = isTyping && row.Handoff is not null });

    /// <summary>The browser is closed for good.</summary>
    public Task LeaveAsync()
    {
        _desk.Forget(this);
        return ChangeAsync(row => row with { Gone = row.Gone ?? _desk.Now, Handoff = null, Typing = false });
    }

    /// <summary>The node goes on as another one, and takes its browsers along.</summary>
    internal Task MoveAsync(long node) => ChangeAsync(row => row with { Node = node });

    private Task ChangeAsync(Func<SeatRow, SeatRow> change)
    {
        lock (_gate)
        {
            var changed = change(_row);
            if (changed == _row) return Task.CompletedTask;
            _row = changed;
            return _desk.WriteAsync(changed);
        }
    }
}
