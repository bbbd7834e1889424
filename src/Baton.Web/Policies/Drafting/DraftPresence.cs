using System.Collections.Concurrent;

namespace Baton.Web.Policies.Drafting;

/// <summary>Somebody who has the policy page open with the right to change it.</summary>
/// <param name="Email">Who.</param>
/// <param name="Name">Their name.</param>
/// <param name="At">The rule they have open, as <c>kind:id</c>; null when none.</param>
public sealed record Present(string Email, string Name, string? At);

/// <summary>Who is in the draft of a workspace now, on this node. It is courtesy, not a lock: changes are merged, whoever is seen.</summary>
public sealed class DraftPresence
{
    private readonly ConcurrentDictionary<Seat, Present> _seats = new();

    /// <summary>Raised with the workspace after somebody came, went or opened another rule.</summary>
    public event Action<string>? Changed;

    /// <summary>Takes a seat for one open page; disposing it leaves.</summary>
    public Seat Enter(string workspace, string email, string name)
    {
        var seat = new Seat(this, workspace);
        _seats[seat] = new Present(email, name, null);
        Changed?.Invoke(workspace);
        return seat;
    }

    /// <summary>The others, each once for every rule they have open, those with an open rule first; of one's own other pages those with an open rule.</summary>
    public IReadOnlyList<Present> Beside(Seat mine) => [.. _seats
        .Where(seat => seat.Key.Workspace == mine.Workspace && seat.Key != mine)
        .Select(seat => seat.Value)
        .OrderByDescending(present => present.At is not null)
        .Distinct()
        .Where(present => !present.Email.Equals(_seats[mine].Email, StringComparison.OrdinalIgnoreCase) || present.At is not null)];

    /// <summary>One open page.</summary>
    public sealed class Seat(DraftPresence presence, string workspace) : IDisposable
    {
        internal string Workspace => workspace;

        /// <summary>Says which rule is open.</summary>
        public void Open(string? rule)
        {
            if (!presence._seats.TryGetValue(this, out var before) || before.At == rule) return;
            presence._seats[this] = before with { At = rule };
            presence.Changed?.Invoke(workspace);
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            if (presence._seats.TryRemove(this, out _)) presence.Changed?.Invoke(workspace);
        }
    }
}
