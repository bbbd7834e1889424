using Baton.Core.Conditions;
using Baton.Engine.Policies;
using Baton.Engine.Tests.Running;

namespace Baton.Engine.Tests.Policies;

/// <summary>Who writes a rule is offered what this workspace really has.</summary>
public sealed class OffersDeskTests
{
    [Fact]
    public async Task Fields_and_values_are_those_that_were_seen()
    {
        await using var engine = await TestEngine.StartAsync();
        await engine.DefineAsync("outreach", "sales", Core.Agents.AgentKind.Pull);
        await engine.SendAsync("1", type: "order.placed", data: """{ "total": 40, "country": "DE" }""");
        await engine.SendAsync("2", type: "customer.updated", data: """{ "attributes": { "plan": "pro" } }""");
        await engine.AskAsync("a", "outreach");

        var offers = await engine.Get<OffersDesk>().OfAsync(TestEngine.Workspace);

        Assert.Equal(FieldType.Number, offers.Find("event.data.total")!.Type);
        Assert.Equal(["DE"], ValuesOf("event.data.country"));
        Assert.Equal(["pro"], ValuesOf("customer.attributes.plan"));
        Assert.Contains("order.placed", ValuesOf("event.type"));
        Assert.Equal(["contact.email"], ValuesOf("action.kind"));
        Assert.Contains(offers.FieldsFor(ConditionPlace.Routing), field => field.Path == "event.data.total");
        Assert.DoesNotContain(offers.FieldsFor(ConditionPlace.Action), field => field.Path == "event.data.total");

        IReadOnlyList<string> ValuesOf(string path) => offers.ValuesOf(offers.Find(path)!);
    }

    [Fact]
    public async Task Agents_departments_queues_and_kinds_of_actions_are_those_of_the_workspace()
    {
        await using var engine = await TestEngine.StartAsync();
        await engine.PublishAsync(Policy.BigRefunds);
        await engine.DefineAsync("payer", "billing", with: agent => agent with { Queue = "money", MayPropose = ["refund", "contact.*"] });

        var offers = await engine.Get<OffersDesk>().OfAsync(TestEngine.Workspace);

        Assert.Equal(["payer"], offers.Agents);
        Assert.Equal(["support", "success", "sales", "marketing", "billing"], offers.Departments);
        Assert.Equal(["finance", "money"], offers.Queues);
        Assert.Equal(["refund"], offers.ActionKinds);
        Assert.Contains("Europe/Berlin", offers.TimeZones);
    }

    [Fact]
    public async Task What_happened_meanwhile_is_offered_next_time()
    {
        await using var engine = await TestEngine.StartAsync();
        var desk = engine.Get<OffersDesk>();
        Assert.Null(Seen(await desk.OfAsync(TestEngine.Workspace)));

        await engine.SendAsync("1", type: "order.placed", data: """{ "total": 40 }""");

        Assert.NotNull(Seen(await desk.OfAsync(TestEngine.Workspace)));

        static ObservedField? Seen(Offers offers) => offers.Seen.Of(offers.Find("event.data.total")!);
    }
}
