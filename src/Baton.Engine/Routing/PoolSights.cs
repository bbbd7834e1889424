using System.Collections.Concurrent;
using Baton.Core.Customers;
using Baton.Core.Deciding;
using Baton.Core.Events;
using Baton.Core.Policies;
using Baton.Core.Routing;
using Baton.Engine.Clocks;
using Baton.Engine.Storage.Lookups;

namespace Baton.Engine.Routing;

/// <summary>
/// How the agents of pools stand: what they have to do and whether they fail. Read from the database at most once a second for each agent, which brings in what other
/// nodes gave; in between, what this node decides is counted at once, before it is on disk, so that a burst does not all go to the one who was idle when it began.
/// </summary>
public sealed class PoolSights(LogLookups lookups, AppClock clock)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Lately = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<(string Workspace, string Agent), Sight> _agents = new();
    private long _turn;

    /// <summary>How the agents of a policy's pools stand now.</summary>
    public IReadOnlyList<AgentSight> Of(string workspace, Policy policy) => policy.PoolAgents.IsEmpty ? [] : [.. policy.PoolAgents.Select(agent => Of(workspace, agent))];

    /// <summary>Counts what was decided on an event.</summary>
    public void Note(string workspace, Event e, Decision decision, CustomerState before)
    {
        if (_agents.IsEmpty) return;
        if (e.Type == EventTypes.TaskFinished && before.Tasks.FirstOrDefault(t => t.Id == e.Data.Text("task")) is { } ended && _agents.TryGetValue((workspace, ended.Agent), out var done))
        {
            lock (done) done.End(e.Data.Text("status") == "failure");
        }

        foreach (var given in decision.Tasks)
        {
            if (!_agents.TryGetValue((workspace, given.Task.Agent), out var sight)) continue;
            lock (sight) sight.Begin(decision.Route?.Pick is null ? null : Interlocked.Increment(ref _turn));
        }
    }

    private AgentSight Of(string workspace, string agent)
    {
        var sight = _agents.GetOrAdd((workspace, agent), static _ => new Sight());
        lock (sight)
        {
            if (sight.Read is not { } read || clock.Machine.GetElapsedTime(read) >= Fresh)
            {
                var (open, finished, failed) = lookups.StandingOf(workspace, agent, (clock.GetUtcNow() - Lately).ToUnix());
                sight.See(open, finished, failed, clock.Machine.GetTimestamp());
            }

            return new AgentSight(agent, sight.Open, sight.Turn, sight.Finished, sight.Failed);
        }
    }

    private sealed class Sight
    {
        public int Open { get; private set; }

        public int Finished { get; private set; }

        public int Failed { get; private set; }

        public long Turn { get; private set; }

        public long? Read { get; private set; }

        public void See(int open, int finished, int failed, long read) => (Open, Finished, Failed, Read) = (open, finished, failed, read);

        public void Begin(long? turn) => (Open, Turn) = (Open + 1, turn ?? Turn);

        public void End(bool failed) => (Open, Finished, Failed) = (Math.Max(0, Open - 1), Finished + 1, Failed + (failed ? 1 : 0));
    }
}
