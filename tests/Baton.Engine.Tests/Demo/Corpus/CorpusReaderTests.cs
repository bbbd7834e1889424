using Baton.Engine.Demo.Corpus;

namespace Baton.Engine.Tests.Demo.Corpus;

public sealed class CorpusReaderTests
{
    private static readonly CorpusReader Corpus = CorpusReader.Shared;

    [Fact]
    public void Every_conversation_has_a_known_customer()
    {
        Assert.Equal(159, Corpus.Conversations.Count);
        Assert.All(Corpus.Conversations, c => Assert.True(Corpus.Customers.ContainsKey(c.CustomerKey), c.Id));
        Assert.All(Corpus.Conversations, c => Assert.Equal(Speaker.Customer, c.Turns[0].Speaker));
    }

    [Theory]
    [InlineData("airline-00-0", "mia_li_3668")] // said by the file
    [InlineData("retail-00", "isabella_lopez_6490")] // in a tool's answer
    [InlineData("airline-35-0", "sophia_taylor_9065")] // in a tool's arguments
    [InlineData("airline-08-0", "mohamed_silva_9265")] // in another recording of the same scenario
    [InlineData("retail-09", "guest_retail_09")] // nowhere
    public void The_customer_is_found_wherever_the_conversation_names_them(string conversation, string key) =>
        Assert.Equal(key, Corpus.Conversations.Single(c => c.Id == conversation).CustomerKey);

    [Fact]
    public void A_profile_holds_what_the_demo_shows()
    {
        var mia = Corpus.Customers["mia_li_3668"];

        Assert.Equal(("Mia Li", "mia.li3818@example.com", "gold", "Austin", "America/Chicago"), (mia.Name, mia.Email, mia.Membership, mia.City, mia.TimeZone));
    }

    [Fact]
    public void Every_time_zone_exists() => Assert.All(Corpus.Customers.Values, customer => TimeZoneInfo.FindSystemTimeZoneById(customer.TimeZone));

    [Fact]
    public void What_the_simulation_said_to_hang_up_is_not_what_customers_say() =>
        Assert.DoesNotContain(Corpus.Conversations.SelectMany(c => c.Turns), turn => turn.Text.Contains("###", StringComparison.Ordinal) && turn.Speaker == Speaker.Customer);

    [Fact]
    public void Tools_keep_what_they_were_called_with()
    {
        var certificate = Corpus.Conversations.SelectMany(c => c.Turns).SelectMany(t => t.Tools).Single(tool => tool.Name == "send_certificate");

        Assert.Equal(200, certificate.Arguments.GetProperty("amount").GetInt32());
    }
}
