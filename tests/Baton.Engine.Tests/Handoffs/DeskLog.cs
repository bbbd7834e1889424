using Baton.Core.Arbitration;
using Baton.Core.Events;
using Baton.Engine.Storage.Rows;
using Baton.Engine.Timeline;

namespace Baton.Engine.Tests.Handoffs;

/// <summary>The log read by somebody who knows the rules of the desk and none of the code: who had what at each moment, and what followed from each end.</summary>
internal sealed class DeskLog
{
    private readonly Dictionary<string, string?> _owners = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string?> _givers = new(StringComparer.Ordinal);
    private readonly HashSet<string> _over = new(StringComparer.Ordinal);

    public DeskLog(IEnumerable<LogRow> rows)
    {
        foreach (var row in rows) Read(row);
    }

    public IReadOnlyDictionary<string, string?> Owners => _owners;

    public IReadOnlySet<string> Over => _over;

    /// <summary>How many contacts of agents were refused because a person had a case of their customer.</summary>
    public int Refused { get; private set; }

    /// <summary>How many contacts of agents were allowed while nobody had one.</summary>
    public int Allowed { get; private set; }

    /// <summary>How often a case came to an owner.</summary>
    public int Claims { get; private set; }

    private void Read(LogRow row)
    {
        var (e, decision) = (row.ToEvent(), row.ToDecision());
        if (e.Data.Text("handoff") is { } id && EventTypes.IsHandoffAct(e.Type)) Act(e, id, e.Actor.Name);
        foreach (var opened in decision.Handoffs) _owners.Add(opened.Id, null);
        if (e.Type != EventTypes.ActionProposed || e.Data.Text("kind")?.StartsWith("contact.", StringComparison.Ordinal) is not true) return;
        var isOwned = _owners.Any(o => o.Value is not null && o.Key.StartsWith(e.Customer + "-", StringComparison.Ordinal));
        if (decision.Rulings[0].Verdict == Verdict.Allow)
        {
            Assert.False(isOwned, $"Row {row.Seq}: {e.Actor.Name} may contact {e.Customer} while a person has a case.");
            Allowed++;
        }
        else
        {
            Assert.True(isOwned, $"Row {row.Seq}: {decision.Rulings[0].Reason}");
            Refused++;
        }
    }

    private void Act(Event e, string id, string who)
    {
        Assert.DoesNotContain(id, _over);
        var owner = _owners[id];
        var isTheirs = owner is null || owner == who;
        var isOfTime = e.Actor == Actor.Baton || e.Data.Member("claims") is not null;
        switch (e.Type)
        {
            case EventTypes.HandoffClaimed:
                Assert.Null(owner);
                Own(id, who);
                break;
            case EventTypes.HandoffTakenOver:
                Own(id, who);
                break;
            case EventTypes.HandoffTransferred:
                Assert.True(isTheirs);
                var to = e.Data.Text("to");
                Own(id, to, giver: to != who && owner == who ? who : null);
                break;
            case EventTypes.HandoffBounced:
                Assert.True(isOfTime || owner == who);
                Own(id, _givers.GetValueOrDefault(id));
                break;
            case EventTypes.HandoffMerged:
                Assert.True(isTheirs);
                Own(id, null);
                if (owner is not null && _owners[e.Data.Text("into")!] is null) Own(e.Data.Text("into")!, owner);
                break;
            case EventTypes.HandoffReleased:
                Assert.True(isOfTime || owner == who);
                Own(id, null);
                break;
            case EventTypes.HandoffResolved:
                Assert.True(isOfTime || isTheirs);
                _owners.Remove(id);
                _over.Add(id);
                break;
            case EventTypes.HandoffNoted or EventTypes.HandoffWoken or EventTypes.HandoffUndone:
                break;
            default:
                Assert.True(isTheirs, $"{who} did {e.Type} on {id}, which {owner} has.");
                break;
        }
    }

    private void Own(string id, string? person, string? giver = null)
    {
        if (person is not null) Claims++;
        (_owners[id], _givers[id]) = (person, giver);
    }
}
