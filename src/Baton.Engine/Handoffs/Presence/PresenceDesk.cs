using System.Collections.Concurrent;
using Baton.Core.Handoffs.Offering;
using Baton.Engine.Clocks;
using Baton.Engine.Cluster;
using Baton.Engine.Storage.Journaling;
using Baton.Engine.Storage.Rows;

namespace Baton.Engine.Handoffs.Presence;

/// <summary>People come, go, and say whether they can be asked.</summary>
public sealed class PresenceDesk(Journal journal, PresenceBoard board, LaneMap map, TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, Seat> _seats = new(StringComparer.Ordinal);

    /// <summary>For how long a program's word that a person is here counts, unless it says otherwise.</summary>
    public static readonly TimeSpan TimeOfWord = TimeSpan.FromMinutes(5);

    /// <summary>The longest time for which a program can speak for a person.</summary>
    public static readonly TimeSpan LongestWord = TimeSpan.FromHours(12);

    internal long Now => clock.GetUtcNow().ToUnix();

    /// <summary>This node; 0 where there is only one.</summary>
    internal long Me => map.Me ?? 0;

    /// <summary>The browsers of this node.</summary>
    internal IReadOnlyDictionary<string, Seat> Seats => _seats;

    /// <summary>A person opens a browser. Somebody who was only just gone is here as if they had not been.</summary>
    public async Task<Seat> EnterAsync(string workspace, string person)
    {
        var began = board.Of(workspace, person) is { State: not Availability.Away, Since: { } since } ? Math.Min(since.ToUnix(), Now) : Now;
        var row = new SeatRow { Workspace = workspace, Id = Guid.CreateVersion7().ToString("N"), Person = person, Node = Me, Began = began };
        var seat = _seats[row.Id] = new Seat(this, row);
        await WriteAsync(row);
        return seat;
    }

    /// <summary>A person says what they are from now on, while they are here.</summary>
    public Task ChooseAsync(string workspace, string person, Availability state) => WriteAsync(unit =>
        unit.Put(new PresenceRow { Workspace = workspace, Person = person, State = WordOf(state), Since = Now }));

    /// <summary>A program says that a person is here for a while.</summary>
    public Task HoldAsync(string workspace, string person, TimeSpan time) => WriteAsync(unit => unit.Put(new SeatRow
    {
        Workspace = workspace,
        Id = "word:" + person,
        Person = person,
        Node = Me,
        Began = board.Of(workspace, person) is { State: not Availability.Away, Since: { } since } ? since.ToUnix() : Now,
        Until = Now + (long)time.TotalMilliseconds,
    }));

    /// <summary>A state as it is written.</summary>
    public static string WordOf(Availability state) => state switch
    {
        Availability.Available => "available",
        Availability.Busy => "busy",
        _ => "away",
    };

    internal Task WriteAsync(SeatRow row) => WriteAsync(unit => unit.Put(row));

    internal void Forget(Seat seat) => _seats.TryRemove(seat.Id, out _);

    // Whoever is told that it is written finds it on the board.
    internal async Task WriteAsync(Action<WriteUnit> write)
    {
        await SubmitAsync(write);
        await board.RefreshAsync();
    }

    // Begun before anything is awaited, so that what one browser says is written in its order.
    private async Task SubmitAsync(Action<WriteUnit> write)
    {
        using var unit = journal.Begin(0);
        write(unit);
        await journal.SubmitAsync(unit);
    }
}
