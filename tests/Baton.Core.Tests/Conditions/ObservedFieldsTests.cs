using Baton.Core.Arbitration;
using Baton.Core.Conditions;
using Baton.Core.Events;
using Baton.Core.Tests.Stories;

namespace Baton.Core.Tests.Conditions;

public sealed class ObservedFieldsTests
{
    [Fact]
    public void A_free_field_has_the_type_of_what_was_seen_in_it()
    {
        var seen = ObservedFields.None
            .See(Event(new { total = 12.5, at = "2026-01-01T10:00:00Z", vip = true, tags = new[] { "a" }, order = new { number = "A1" }, mixed = 1 }))
            .See(Event(new { total = 13, mixed = "one" }));

        Assert.Equal([FieldType.Number, FieldType.Time, FieldType.Flag, FieldType.List, FieldType.Text, FieldType.Unknown],
            new[] { "total", "at", "vip", "tags", "order.number", "mixed" }.Select(name => seen.Typed(FieldCatalogue.Find("event.data." + name)!).Type));
        Assert.Equal(FieldType.Unknown, seen.Typed(FieldCatalogue.Find("event.data.never")!).Type);
    }

    [Fact]
    public void Values_are_offered_the_most_frequent_first()
    {
        var seen = new[] { "free", "pro", "pro", "PRO", "free", "gold" }.Aggregate(ObservedFields.None, (all, plan) => all.See(Event(new { plan })));

        Assert.Equal(["pro 3", "free 2", "gold 1"], seen.Of(FieldCatalogue.Find("event.data.plan")!)!.Values.Select(v => $"{v.Value} {v.Times}"));
    }

    [Fact]
    public void However_many_values_are_sent_few_are_kept_and_the_frequent_ones_stay()
    {
        var seen = ObservedFields.None;
        for (var i = 0; i < 300; i++) seen = seen.See(Event(new { order = $"order {i}" })).See(Event(new { order = "the same" }));
        var orders = seen.Of(FieldCatalogue.Find("event.data.order")!)!;

        Assert.Equal(600, orders.Times);
        Assert.Equal(20, orders.Values.Length);
        Assert.Equal("the same", orders.Values[0].Value.Text);
    }

    [Fact]
    public void However_many_fields_are_sent_few_are_kept_and_it_is_said_how_many_were_not()
    {
        var data = Enumerable.Range(0, 700).ToDictionary(i => $"f{i}", i => i);
        var seen = ObservedFields.None.See(Event(data));

        Assert.Equal(500, seen.Fields.Count);
        Assert.True(seen.LeftOut > 190);
    }

    [Fact]
    public void Actions_and_customers_are_seen_too()
    {
        var story = new Story();
        story.Tell("customer.updated", new { attributes = new { plan = "pro", address = new { city = "Ulm" } } });
        story.Tell("consent.changed", new { purpose = "promotion", granted = true });
        var seen = ObservedFields.None.See(story.State).See(new Proposal { Id = "a", Agent = "outreach", Kind = "contact.sms", Data = Story.Json(new { amount = 4 }) });

        Assert.All(["customer.plan", "customer.address.city", "customer.consent.promotion", "customer.openCases", "action.kind", "action.channel", "action.data.amount"],
            path => Assert.NotNull(seen.Of(FieldCatalogue.Find(path)!)));
        Assert.Null(seen.Of(FieldCatalogue.Find("customer.id")!));
    }

    [Fact]
    public void Where_a_condition_stands_the_fields_that_can_be_seen_there_are_offered_with_those_that_were_seen()
    {
        var seen = ObservedFields.None.See(Event(new { rare = 1 })).See(Event(new { often = "x" })).See(Event(new { often = "y" })).See(new Proposal { Id = "a", Agent = "care", Kind = "refund", Data = Story.Json(new { amount = 4 }) });
        var inRouting = FieldCatalogue.For(ConditionPlace.Routing, seen).Select(f => $"{f.Path} {f.Type}").ToList();

        Assert.Equal("event.type Text", inRouting[0]);
        Assert.Equal(["event.data.often Text", "event.data.rare Number", "customer.openCases Number"], inRouting.SkipWhile(f => !f.StartsWith("event.data.", StringComparison.Ordinal)).Take(3));
        Assert.DoesNotContain(inRouting, f => f.StartsWith("action.", StringComparison.Ordinal));
        Assert.Contains("action.data.amount", FieldCatalogue.For(ConditionPlace.Action, seen).Select(f => f.Path));
    }

    private static Event Event(object data) => Ask.Message("x") with { Data = Story.Json(data) };
}
