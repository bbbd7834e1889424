using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Baton.Core.Events;
using Baton.Engine.Clocks;
using Baton.Engine.Pipeline;
using Baton.Engine.Policies;
using Baton.Engine.Storage;
using Microsoft.EntityFrameworkCore;

namespace Baton.Engine.Jobs;

/// <summary>
/// Says of a few quiet customers at a time that it is their turn to hear from the business, as the event <c>outreach.due</c>. Whether anything is
/// sent is decided like everything else: a routing rule gives the event to an agent, and the agent must ask.
/// </summary>
internal sealed class Outreach(IDbContextFactory<BatonDb> database, Configurations configurations, Conductor conductor, TimeProvider clock) : IJobWork
{
    private const string Agent = "outreach";
    private const int AtOnce = 4;
    private static readonly TimeSpan Rest = TimeSpan.FromDays(7);

    public string Name => "Outreach";

    public string Purpose => "Picks the customers whose turn it is to hear from us: nobody with an open case, nobody who was asked about within 7 days.";

    public Schedule Schedule { get; } = new(TimeSpan.FromHours(2), InAppTime: true);

    public async Task<string?> RunAsync(CancellationToken cancel)
    {
        var told = 0;
        foreach (var workspace in configurations.Workspaces.Where(w => configurations.Of(w).Agent(Agent) is { Paused: false }).ToList())
        {
            foreach (var customer in await NextAsync(workspace, cancel))
            {
                var turn = await conductor.TakeAsync(workspace, DueFor(customer), cancel);
                if (turn.Status == TurnStatus.Accepted) told++;
            }
        }

        return told == 0 ? null : $"It is the turn of {told} customers.";
    }

    private async Task<List<string>> NextAsync(string workspace, CancellationToken cancel)
    {
        var since = (clock.GetUtcNow() - Rest).ToUnix();
        await using var db = await database.CreateDbContextAsync(cancel);
        return await db.Customers
            .Where(c => c.Workspace == workspace && c.OpenCases == 0 && c.OpenHandoffs == 0 && !c.DoNotContact)
            .Where(c => !db.Actions.Where(a => a.Workspace == workspace && a.Agent == Agent && a.Asked > since).Select(a => a.Customer).Contains(c.Id))
            .OrderBy(c => c.LastSeq).Select(c => c.Id).Take(AtOnce).ToListAsync(cancel);
    }

    // One a customer and day, however often the job runs.
    private Input DueFor(string customer) => new()
    {
        Source = "baton/outreach",
        Id = string.Create(CultureInfo.InvariantCulture, $"{customer}@{clock.GetUtcNow():yyyy-MM-dd}"),
        Type = "outreach.due",
        Actor = Actor.Baton,
        Customer = customer,
        Data = JsonSerializer.SerializeToElement(new JsonObject { ["campaign"] = "what is new this week" }),
    };
}
