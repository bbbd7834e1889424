using Baton.Engine.Clocks;
using Baton.Engine.Storage;
using Baton.Engine.Storage.Journaling;
using Baton.Engine.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace Baton.Engine.Handoffs.Presence;

/// <summary>What somebody wrote in a case and did not send.</summary>
/// <param name="Person">Who wrote it.</param>
/// <param name="Text">The answer to the customer; null when there is none.</param>
/// <param name="Note">The note for colleagues; null when there is none.</param>
/// <param name="At">When they were last at it, UTC.</param>
public sealed record KeptDraft(string Person, string? Text, string? Note, DateTimeOffset At);

/// <summary>What people leave in open cases, kept until the case ends: when they were there, and what they did not send.</summary>
public sealed class CaseVisits(Journal journal, IDbContextFactory<BatonDb> database, TimeProvider clock)
{
    /// <summary>The most that is kept of one text; nobody types more, and what is pasted is not lost by it in the browser.</summary>
    public const int LongestText = 100_000;

    /// <summary>Raised with the e-mail of a person who was seen at a case on this node.</summary>
    public event Action<string>? Noticed;

    /// <summary>A person is at a case now.</summary>
    public async Task SeeAsync(string workspace, string handoff, string person, CancellationToken cancel = default)
    {
        if (!await IsOpenAsync(workspace, handoff, cancel)) return;
        await SubmitAsync(unit => unit.See(new VisitRow { Workspace = workspace, Handoff = handoff, Person = person, Seen = clock.GetUtcNow().ToUnix() }));
        Noticed?.Invoke(person);
    }

    /// <summary>Keeps what a person wrote so far; null or nothing: they took it back, or sent it.</summary>
    public async Task KeepAsync(string workspace, string handoff, string person, string? text, string? note, CancellationToken cancel = default)
    {
        if (!await IsOpenAsync(workspace, handoff, cancel)) return;
        await SubmitAsync(unit => unit.Put(new VisitRow { Workspace = workspace, Handoff = handoff, Person = person, Seen = clock.GetUtcNow().ToUnix(), Text = Given(text), Note = Given(note) }));
        Noticed?.Invoke(person);
    }

    /// <summary>What was written in a case and not sent, by everybody, the latest first.</summary>
    public async Task<IReadOnlyList<KeptDraft>> DraftsAsync(string workspace, string handoff, CancellationToken cancel = default)
    {
        await using var db = await database.CreateDbContextAsync(cancel);
        var rows = await db.Visits.Where(v => v.Workspace == workspace && v.Handoff == handoff && (v.Text != null || v.Note != null)).OrderByDescending(v => v.Seen).ThenBy(v => v.Person).ToListAsync(cancel);
        return rows.ConvertAll(row => new KeptDraft(row.Person, row.Text, row.Note, row.Seen.ToTime()));
    }

    /// <summary>When a person was last at a case, UTC; null when they never were.</summary>
    public async Task<DateTimeOffset?> LastAsync(string workspace, string handoff, string person, CancellationToken cancel = default)
    {
        await using var db = await database.CreateDbContextAsync(cancel);
        return (await db.Visits.FirstOrDefaultAsync(v => v.Workspace == workspace && v.Handoff == handoff && v.Person == person, cancel))?.Seen.ToTime();
    }

    // What comes late must not outlive the case.
    private async Task<bool> IsOpenAsync(string workspace, string handoff, CancellationToken cancel)
    {
        await using var db = await database.CreateDbContextAsync(cancel);
        return await db.Handoffs.AnyAsync(h => h.Workspace == workspace && h.Id == handoff && h.Status != HandoffRecords.Resolved, cancel);
    }

    private async Task SubmitAsync(Action<WriteUnit> write)
    {
        using var unit = journal.Begin(0);
        write(unit);
        await journal.SubmitAsync(unit);
    }

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Length > LongestText ? text[..LongestText] : text;
}
