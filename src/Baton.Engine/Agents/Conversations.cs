using Baton.Core.Events;
using Baton.Engine.Storage.Lookups;
using Baton.Engine.Storage.Rows;
using Baton.Engine.Timeline;

namespace Baton.Engine.Agents;

/// <summary>A customer's last messages, as agents get them.</summary>
internal static class Conversations
{
    public static IReadOnlyList<Event> Of(LogLookups lookups, TaskRow task, int most) =>
        task.Customer is not { } customer ? [] : [.. lookups.ReadMessages(task.Workspace, customer, most).Select(r => r.ToEvent())];
}
