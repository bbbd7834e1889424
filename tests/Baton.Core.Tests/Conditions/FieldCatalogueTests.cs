using Baton.Core.Conditions;

namespace Baton.Core.Tests.Conditions;

public sealed class FieldCatalogueTests
{
    [Fact]
    public void Every_field_of_the_list_can_be_asked_for() =>
        Assert.All(FieldCatalogue.Fixed, field => Assert.NotNull(Field.Find(field.Path, out _)));

    [Theory]
    [InlineData("event.type", FieldType.Text, "kind of event")]
    [InlineData("event.time", FieldType.Time, "when it happened")]
    [InlineData("customer.openCases", FieldType.Number, "open cases")]
    [InlineData("customer.doNotContact", FieldType.Flag, "wants no contact")]
    [InlineData("customer.consent.sms", FieldType.Flag, "consent to sms")]
    [InlineData("customer.lastOrder.total", FieldType.Unknown, "last order's total")]
    [InlineData("event.data.orderTotal", FieldType.Unknown, "order total")]
    public void A_field_has_a_type_and_a_plain_name(string path, FieldType type, string name)
    {
        var field = FieldCatalogue.Find(path)!;

        Assert.Equal((type, name), (field.Type, field.Name));
    }

    [Fact]
    public void What_is_no_field_is_not_found() => Assert.All(["weather", "event.colour", "event.data", "action.data."], path => Assert.Null(FieldCatalogue.Find(path)));

    [Theory]
    [InlineData("customer.plan", "customer.attributes.PLAN", true)]
    [InlineData("customer.address.city", "customer.attributes.Address.city", true)]
    [InlineData("customer.address.city", "customer.address.CITY", false)]
    [InlineData("customer.openCases", "customer.attributes.openCases", false)]
    [InlineData("event.data.plan", "event.data.Plan", false)]
    public void Paths_that_read_the_same_have_one_key(string one, string other, bool same) =>
        Assert.Equal(same, FieldCatalogue.Find(one)!.Key == FieldCatalogue.Find(other)!.Key);

    [Theory]
    [InlineData("event.type", "Routing CooldownStart Triage")]
    [InlineData("action.kind", "HoldWhile Action")]
    [InlineData("customer.plan", "Routing CooldownStart HoldWhile Action Triage")]
    [InlineData("handoff.cause", "Triage")]
    [InlineData("agent.department", "Routing CooldownStart HoldWhile Action Triage")]
    public void A_field_means_something_only_where_it_can_be_seen(string path, string places) =>
        Assert.Equal(places, string.Join(' ', Enum.GetValues<ConditionPlace>().Where(FieldCatalogue.Find(path)!.MeansSomethingIn)));

    [Fact]
    public void Every_operator_fits_some_type_and_has_a_word_there()
    {
        var offered = Enum.GetValues<FieldType>().SelectMany(type => OperatorCatalogue.For(type)).ToList();

        Assert.Equal(ConditionReader.OperatorNames.Order(), offered.Select(o => o.Name).Distinct().Order());
        Assert.All(offered, o => Assert.NotEmpty(o.Word));
    }

    [Theory]
    [InlineData(FieldType.Text, Operator.StartsWith, true)]
    [InlineData(FieldType.Text, Operator.Gt, false)]
    [InlineData(FieldType.Number, Operator.Gte, true)]
    [InlineData(FieldType.Number, Operator.Contains, false)]
    [InlineData(FieldType.Time, Operator.Eq, false)]
    [InlineData(FieldType.Flag, Operator.Eq, true)]
    [InlineData(FieldType.Flag, Operator.Gt, false)]
    [InlineData(FieldType.List, Operator.Eq, false)]
    [InlineData(FieldType.Unknown, Operator.Gt, true)]
    public void Operators_fit_what_a_field_holds(FieldType type, Operator op, bool fits) => Assert.Equal(fits, op.Fits(type));

    [Fact]
    public void Types_offer_the_words_of_their_own() =>
        Assert.Equal("is after", OperatorCatalogue.For(FieldType.Time).First(o => o.Operator == Operator.Gt).Word);
}
