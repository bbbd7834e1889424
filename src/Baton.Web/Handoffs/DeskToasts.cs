using Baton.Core.Events;
using Baton.Engine.Clocks;
using Baton.Engine.Handoffs;
using Baton.Engine.Storage.Rows;
using Baton.Engine.Timeline;

namespace Baton.Web.Handoffs;

/// <summary>What one page tells about acts that are done. The latest stands last.</summary>
/// <param name="sequels">Reads what went on.</param>
/// <param name="clock">The app's clock.</param>
public sealed class DeskToasts(HandoffSequels sequels, TimeProvider clock)
{
    /// <summary>For how long something stands there after nothing more can come of it.</summary>
    public static readonly TimeSpan Stay = TimeSpan.FromSeconds(12);

    private const int Most = 3;
    private const int MostSentences = 3;
    private readonly List<DeskToast> _all = [];

    /// <summary>Those that stand there now.</summary>
    public IReadOnlyList<DeskToast> All => _all;

    /// <summary>The one to undo by a key: the latest that can be.</summary>
    public DeskToast? ToUndo => _all.LastOrDefault(t => t.CanUndo);

    private DateTimeOffset Now => (clock is AppClock app ? app.Machine : clock).GetUtcNow();

    /// <summary>Tells something that cannot be undone.</summary>
    public void Tell(string text) => Add(new DeskToast(text) { Rests = Now });

    /// <summary>Tells of an end that can be undone until a time.</summary>
    public void TellEnding(string text, IReadOnlyDictionary<string, CaseWriting?> ending, DateTimeOffset until) => Add(new DeskToast(text) { Ending = ending, Until = until });

    /// <summary>Takes one away.</summary>
    public void Drop(DeskToast toast) => _all.Remove(toast);

    /// <summary>Looks what became of those that end, and takes away what has stood there long enough.</summary>
    public async Task FollowAsync(string workspace, Func<string, string> nameOf, CancellationToken gone)
    {
        foreach (var toast in _all.Where(t => t.Ending.Count > 0).ToList()) await FollowAsync(workspace, toast, nameOf, gone);
        _all.RemoveAll(t => t.Rests + Stay <= Now);
    }

    private async Task FollowAsync(string workspace, DeskToast toast, Func<string, string> nameOf, CancellationToken gone)
    {
        var over = new List<HandoffSequel>();
        foreach (var handoff in toast.Ending.Keys)
            if (await sequels.ReadAsync(workspace, handoff, gone) is { IsOver: true } sequel) over.Add(sequel);
        if (over.Count == 0) return;
        toast.Until = null;
        toast.Sequel = over.Count == 1 ? [.. over[0].Rows.Select(r => Plain(r, nameOf)).OfType<string>().Distinct(StringComparer.Ordinal).TakeLast(MostSentences)] : [$"{over.Count} of {toast.Ending.Count} are over."];
        if (over.Count == toast.Ending.Count) toast.Rests ??= Now;
    }

    private static string? Plain(LogRow row, Func<string, string> nameOf) =>
        row.ToEvent().Actor is { Kind: ActorKind.Person, Name: var email } ? row.Sentence?.Replace(email, nameOf(email), StringComparison.Ordinal) : row.Sentence;

    private void Add(DeskToast toast)
    {
        _all.Add(toast);
        if (_all.Count > Most && _all.FirstOrDefault(t => !t.CanUndo) is { } oldest) _all.Remove(oldest);
    }
}
