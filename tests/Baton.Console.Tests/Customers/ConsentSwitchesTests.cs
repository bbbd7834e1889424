using Baton.Core.Customers;
using Baton.Web.Customers;

namespace Baton.Web.Tests.Customers;

public sealed class ConsentSwitchesTests
{
    [Fact]
    public void The_usual_purposes_are_there_before_anybody_was_asked()
    {
        var promotion = Assert.Single(ConsentSwitches.Of(CustomerState.New("cus_1")));

        Assert.Equal(("Promotion", false, false), (promotion.Title, promotion.IsOn, promotion.IsKnown));
    }

    [Fact]
    public void The_wish_for_no_contact_is_not_one_of_them()
    {
        var customer = CustomerState.New("cus_1");
        customer = customer with { Consent = customer.Consent.Add("doNotContact", true).Add("sms", true) };

        Assert.Equal(["promotion", "sms"], ConsentSwitches.Of(customer).Select(s => s.Name));
    }

    [Fact]
    public void Turning_one_changes_that_one_only() => Assert.Equal("""{"sms":false}""", ConsentSwitches.Turned("sms", false).GetRawText());
}
