using System.Text.Json;
using Baton.Core.Events;
using Baton.Core.Timeline;
using Baton.Engine.Clocks;
using Baton.Engine.Pipeline;
using Baton.Engine.Storage.Journaling;
using Baton.Engine.Storage.Lookups;
using Baton.Engine.Storage.Rows;
using Baton.Engine.Timeline;

namespace Baton.Engine.Chaos;

/// <summary>Sends recorded events again, in their order and at the pace that is wanted, reading the log page by page.</summary>
internal sealed class LoadSender(LogLookups lookups, Conductor conductor, AppClock clock)
{
    private const int Page = 500;
    private const int Together = 50;
    private const int MostFailures = 30;
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    public async Task SendAsync(string workspace, LoadOrder order, SeqSpan span, LoadProgress progress, CancellationToken cancel)
    {
        var pace = new LoadPace(order, clock);
        var batch = new List<Input>(Together);
        var after = span.First - 1;
        while (lookups.ReadLog(after, Page) is { Count: > 0 } page)
        {
            after = page[^1].Seq;
            foreach (var row in page)
            {
                if (row.Seq >= span.End) break;
                if (!IsTraffic(row, workspace, order)) continue;
                if (row.Customer is null)
                {
                    progress.LeaveOut();
                    continue;
                }

                // What is not due yet goes alone; what is late goes together, as a client's batch would.
                if (pace.UntilDue(row) > TimeSpan.Zero)
                {
                    await FlushAsync(workspace, batch, progress, cancel);
                    await pace.WaitAsync(row, cancel);
                }

                pace.Next();
                batch.Add(InputOf(row, progress.Begun.Id));
                if (batch.Count >= Together) await FlushAsync(workspace, batch, progress, cancel);
                progress.Reach((row.Seq - span.First) / (double)Math.Max(1, span.End - span.First));
            }

            if (after >= span.End - 1) break;
        }

        await FlushAsync(workspace, batch, progress, cancel);
        progress.Reach(1);
    }

    // What a replay made is no traffic, nor is what Baton itself wrote.
    private static bool IsTraffic(LogRow row, string workspace, LoadOrder order) =>
        row.Workspace == workspace && row.Root == row.Seq && row.Run is null && !row.Type.StartsWith(EventTypes.Reserved, StringComparison.Ordinal) && order.Wants(row.Type);

    private Input InputOf(LogRow row, string load)
    {
        var customer = ReplayedCustomers.Of(load, row.Customer!);
        return new Input
        {
            Source = row.Source,
            Id = $"{load}.{row.Seq}",
            Type = row.Type,
            Subject = customer.ToString(),
            Time = clock.GetUtcNow() - TimeSpan.FromMilliseconds(Math.Max(0, row.Received - row.Time)),
            Actor = Actor.Parse(row.Actor),
            Addresses = [customer],
            Data = row.Data is { } data ? JsonElement.Parse(data) : default,
            Attributes = JsonSerializer.Serialize(new Dictionary<string, string>(StringComparer.Ordinal) { [ReplayedCustomers.Attribute] = load }, LogJson.Compact),
        };
    }

    private async Task FlushAsync(string workspace, List<Input> batch, LoadProgress progress, CancellationToken cancel)
    {
        if (batch.Count == 0) return;
        progress.Send(batch.Count);
        for (var failures = 0; ;)
        {
            cancel.ThrowIfCancellationRequested();
            if (conductor.IsFull)
            {
                progress.RefuseTooFast();
                await Task.Delay(Breath, clock.Machine, cancel);
                continue;
            }

            try
            {
                var turns = await conductor.TakeAsync(workspace, batch, CancellationToken.None);
                progress.Acknowledge(turns.Count(turn => turn.Status is TurnStatus.Accepted));
                batch.Clear();
                return;
            }
            catch (JournalException) when (++failures < MostFailures)
            {
                progress.RefuseUnavailable();
                await Task.Delay(Pause, clock.Machine, cancel);
            }
        }
    }
}
