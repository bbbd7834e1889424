using System.Text.Json;
using Baton.Engine.Handoffs;
using Baton.Engine.Pipeline;
using Baton.Engine.Policies;
using Baton.Web.Tests.Handoffs;
using Baton.Web.Timeline;
using Bunit;
using Microsoft.Extensions.DependencyInjection;

namespace Baton.Web.Tests.Timeline;

/// <summary>A decision is made again in the panel: as it was, and with the draft.</summary>
public sealed class DecideAgainTests : CasePage
{
    [Fact]
    public async Task What_was_recorded_decides_the_same_again()
    {
        var seq = await EscalatedAsync();
        var box = Show(seq);

        Button(box, "Replay this decision").Click();

        box.WaitForAssertion(() => Assert.Contains("Same decision.", box.Find("[role=status]").TextContent, StringComparison.Ordinal));
        Assert.Empty(box.FindAll("table"));
    }

    [Fact]
    public async Task Every_event_of_a_life_decides_the_same_again_also_after_the_policy_changed()
    {
        await EscalatedAsync();
        await Desk.ResolveAsync(Workspace, (await HandoffAsync()).Id, Ben, new Resolution(Core.Handoffs.HandoffOutcome.Approved) { Note = "fine" });
        await PublishAsync("""{ "holds": [ { "id": "none", "while": { "field": "customer.vip", "op": "exists" }, "blocks": { "field": "action.kind", "op": "exists" } } ] }""");
        var replay = Services.GetRequiredService<DecisionReplay>();

        var pairs = Enumerable.Range(1, 8).Select(seq => replay.Run(Workspace, seq)).OfType<DecisionPair>().ToList();

        Assert.True(pairs.Count >= 6);
        Assert.All(pairs, pair => Assert.True(pair.IsSame, string.Join(", ", pair.Differs)));
        Assert.Null(replay.Run("another", 1));
    }

    [Fact]
    public async Task The_draft_is_shown_beside_what_was_recorded_and_changes_nothing()
    {
        var seq = await EscalatedAsync();
        var box = Show(seq);
        Button(box, "Try with the draft").Click();
        box.WaitForAssertion(() => Assert.Contains("There is no draft.", box.Find("[role=status]").TextContent, StringComparison.Ordinal));

        Assert.Empty(await Services.GetRequiredService<PolicyDesk>().PutDraftAsync(Workspace, JsonDocument.Parse("{}").RootElement, Ben));
        Button(box, "Try with the draft").Click();

        box.WaitForAssertion(() => Assert.Contains("The draft decides otherwise.", box.Find("[role=status]").TextContent, StringComparison.Ordinal));
        var cells = box.FindAll("td");
        Assert.Contains("A person of finance must approve it", cells[0].TextContent, StringComparison.Ordinal);
        Assert.Contains("Nothing stands against it.", cells[1].TextContent, StringComparison.Ordinal);
        Assert.Single((await StateAsync()).Handoffs);
    }

    private static AngleSharp.Dom.IElement Button(IRenderedComponent<DecideAgain> box, string text) => box.FindAll("button").Single(b => b.TextContent == text);

    private IRenderedComponent<DecideAgain> Show(long seq) => Render<DecideAgain>(box => box.Add(b => b.Seq, seq).Add(b => b.Workspace, Workspace));

    private async Task<long> EscalatedAsync()
    {
        await BigRefundAsync("kim@example.com", 400);
        return (await HandoffAsync()).Event;
    }

    private async Task<Core.Handoffs.OpenHandoff> HandoffAsync() => Assert.Single((await StateAsync()).Handoffs);

    private async Task<Core.Customers.CustomerState> StateAsync()
    {
        var conductor = Services.GetRequiredService<Conductor>();
        return await conductor.StateOfAsync(Workspace, conductor.Find(Workspace, new Core.Events.Address("email", "kim@example.com"))!);
    }

    private async Task PublishAsync(string document)
    {
        var policies = Services.GetRequiredService<PolicyDesk>();
        Assert.Empty(await policies.PutDraftAsync(Workspace, JsonDocument.Parse(document).RootElement, Ben));
        await policies.PublishAsync(Workspace, Core.Events.Actor.Person(Ben), note: null);
    }
}
