using System.Text.Json.Nodes;
using Baton.Core.Policies.Drafting;
using Baton.Engine.Policies.Drafting;
using Baton.Web.SignIn;

namespace Baton.Web.Policies.Drafting;

/// <summary>What one person does to the draft on one page: makes changes, takes them back, and hears what did not go through.</summary>
public sealed class DraftEditing(DraftDesk desk, Viewer viewer, Func<Task> changed)
{
    private const int Remembered = 50;

    private readonly LinkedList<(string What, DraftEdit Undo)> _done = [];
    private Task _last = Task.CompletedTask;

    /// <summary>Whether this person may change the draft.</summary>
    public bool IsAllowed => viewer.Can(Rights.Admin);

    /// <summary>What the last change did, as on the button that takes it back; null when nothing can be taken back.</summary>
    public string? Undoable => _done.Last?.Value.What;

    /// <summary>Why the last change was not kept; null when it was.</summary>
    public string? Refusal { get; private set; }

    /// <summary>The change that somebody else's stands against; null without one.</summary>
    public (string What, DraftOutcome.Conflict Conflict)? Conflict { get; private set; }

    /// <summary>Makes a change, after those that were asked for before it.</summary>
    /// <param name="edit">The change.</param>
    /// <param name="what">It in a few words: <c>Remove “weekly”</c>.</param>
    /// <returns>Whether it was kept.</returns>
    public async Task<bool> MakeAsync(DraftEdit edit, string what)
    {
        DraftSaved? saved = null;
        await InTurn(async () =>
        {
            saved = await SaveAsync(edit, what);
            if (saved is { Undo: { } undo }) Remember(what, undo);
        });
        return saved is { IsKept: true };
    }

    /// <summary>Takes the last change back that can be.</summary>
    public Task UndoAsync() => InTurn(async () =>
    {
        if (_done.Last is not { Value: var (what, undo) }) return;
        _done.RemoveLast();
        await SaveAsync(undo, what);
    });

    /// <summary>Drops the draft.</summary>
    public Task DiscardAsync() => InTurn(async () =>
    {
        if (!IsAllowed) return;
        if (await desk.DiscardAsync(viewer.Workspace) is { } undo) Remember("Discard the draft", undo);
        await changed();
    });

    /// <summary>Makes the change that was refused, over what somebody else did.</summary>
    public Task InsistAsync() => Conflict is { Conflict.Insist: { } edit, What: var what } ? MakeAsync(edit, what) : Task.CompletedTask;

    /// <summary>Leaves what somebody else did.</summary>
    public Task YieldAsync()
    {
        (Conflict, Refusal) = (null, null);
        return changed();
    }

    private async Task<DraftSaved?> SaveAsync(DraftEdit edit, string what)
    {
        (Conflict, Refusal) = (null, null);
        if (!IsAllowed)
        {
            Refusal = "Only an admin changes the policy.";
            return null;
        }

        var saved = await desk.EditAsync(viewer.Workspace, edit, viewer.Email);
        if (saved.Conflict is { } conflict) Conflict = (what, conflict);
        else if (saved.Faults is [var first, ..]) Refusal = first.Detail;
        await changed();
        return saved;
    }

    // One word that is typed is one change to take back, however often it was saved meanwhile.
    private void Remember(string what, DraftEdit undo)
    {
        if (_done.Last is { Value: var (before, first) } && Together(before, first, what, undo) is { } both)
        {
            _done.RemoveLast();
            (what, undo) = (before, both);
        }

        _done.AddLast((what, undo));
        if (_done.Count > Remembered) _done.RemoveFirst();
    }

    private static DraftEdit? Together(string before, DraftEdit first, string what, DraftEdit then) => (first, then) switch
    {
        (PutRule { Basis: not null } one, PutRule { Basis: not null } two) when before == what => two with { Rule = one.Rule },
        (RemoveRule one, PutRule { Basis: { } now } two) when JsonNode.DeepEquals(one.Basis, two.Rule) => new RemoveRule(one.Kind, now),
        _ => null,
    };

    // Fast typing must not overtake itself.
    private Task InTurn(Func<Task> change) => _last = AfterAsync(_last, change);

    private static async Task AfterAsync(Task before, Func<Task> change)
    {
        await before.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        await change();
    }
}
