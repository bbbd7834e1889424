using System.Collections.Frozen;
using Baton.Core.Handoffs.Offering;
using Baton.Engine.Clocks;
using Baton.Engine.Live;
using Baton.Engine.Storage;
using Baton.Engine.Storage.Journaling;
using Baton.Engine.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace Baton.Engine.Handoffs.Presence;

/// <summary>Somebody who has a case open.</summary>
/// <param name="Person">Their e-mail.</param>
/// <param name="IsTyping">Whether they write an answer.</param>
public sealed record CaseCompanion(string Person, bool IsTyping);

/// <summary>
/// Who is here, as every node sees it: the tables, read again whenever this node or another one says that they changed. Looking at it costs nothing.
/// </summary>
public sealed class PresenceBoard : IDisposable
{
    private readonly IDbContextFactory<BatonDb> _database;
    private readonly TimeProvider _clock;
    private readonly IDisposable _subscription;
    private readonly ICommits[] _others;
    private readonly SemaphoreSlim _reading = new(1, 1);
    private Seen _seen = new(FrozenDictionary<(string, string), PresenceRow>.Empty, []);

    /// <summary>Listens for changes from now on.</summary>
    public PresenceBoard(IDbContextFactory<BatonDb> database, LiveFeed feed, IEnumerable<ICommits> others, TimeProvider clock)
    {
        (_database, _clock, _others) = (database, clock, [.. others]);
        _subscription = feed.Subscribe(Notice);
        foreach (var other in _others) other.Changed += Notice;
    }

    /// <summary>Raised, from any thread, when somebody came, went, chose something else, opened another case or began to type. Handlers must return at once.</summary>
    public event Action? Changed;

    /// <summary>Raised when the tables changed and are to be read again.</summary>
    internal event Action? Outdated;

    /// <summary>Every place that is known, over all workspaces.</summary>
    internal IReadOnlyList<SeatRow> Seats => Volatile.Read(ref _seen).Seats;

    /// <summary>How one person stands.</summary>
    public PersonPresence Of(string workspace, string person)
    {
        var seen = Volatile.Read(ref _seen);
        return PersonPresence.Of(person, seen.Chosen.GetValueOrDefault((workspace, person)), seen.Seats.Where(seat => seat.Workspace == workspace && seat.Person == person), Now);
    }

    /// <summary>How everybody stands who was ever here, by e-mail.</summary>
    public IReadOnlyList<PersonPresence> Of(string workspace)
    {
        var seen = Volatile.Read(ref _seen);
        var people = seen.Seats.Where(seat => seat.Workspace == workspace).Select(seat => seat.Person).Concat(seen.Chosen.Keys.Where(key => key.Item1 == workspace).Select(key => key.Item2));
        return [.. people.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(person => Of(workspace, person))];
    }

    /// <summary>Who else has a case open now, those who write first.</summary>
    public IReadOnlyList<CaseCompanion> Beside(string workspace, string handoff, string person) => [.. Volatile.Read(ref _seen).Seats
        .Where(seat => seat.Workspace == workspace && seat.Handoff == handoff && seat.Person != person && seat is { Gone: null, Until: null })
        .GroupBy(seat => seat.Person, StringComparer.Ordinal)
        .Select(seats => new CaseCompanion(seats.Key, seats.Any(seat => seat.Typing)))
        .OrderByDescending(companion => companion.IsTyping).ThenBy(companion => companion.Person, StringComparer.Ordinal)];

    /// <summary>Reads the tables again.</summary>
    public async Task RefreshAsync(CancellationToken cancel = default)
    {
        await _reading.WaitAsync(cancel);
        try
        {
            await using var db = await _database.CreateDbContextAsync(cancel);
            var chosen = await db.Presences.ToListAsync(cancel);
            var seats = await db.Seats.ToListAsync(cancel);
            Volatile.Write(ref _seen, new Seen(chosen.ToFrozenDictionary(row => (row.Workspace, row.Person)), seats));
        }
        finally
        {
            _reading.Release();
        }

        NoteTime();
    }

    /// <summary>Says that who is here may have changed just by the time.</summary>
    internal void NoteTime() => Changed?.Invoke();

    /// <inheritdoc/>
    public void Dispose()
    {
        _subscription.Dispose();
        foreach (var other in _others) other.Changed -= Notice;
        _reading.Dispose();
    }

    private long Now => _clock.GetUtcNow().ToUnix();

    private void Notice(CommittedBatch batch)
    {
        if (batch.Rows<PresenceRow>().Any() || batch.Rows<SeatRow>().Any()) Outdated?.Invoke();
    }

    private void Notice(IReadOnlyList<string>? what)
    {
        if (what is null || what.Contains("presence", StringComparer.Ordinal)) Outdated?.Invoke();
    }

    private sealed record Seen(FrozenDictionary<(string Workspace, string Person), PresenceRow> Chosen, IReadOnlyList<SeatRow> Seats);
}
