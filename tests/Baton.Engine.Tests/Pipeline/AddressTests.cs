using Baton.Engine.Tests.Running;

namespace Baton.Engine.Tests.Pipeline;

public sealed class AddressTests
{
    private const string Email = "email:ana@example.com", Phone = "phone:+49301234567", Other = "email:ben@example.com";

    [Fact]
    public async Task Two_addresses_named_together_lead_to_one_customer()
    {
        await using var engine = await TestEngine.StartAsync();

        var both = await engine.SendAsync("1", $"{Email} {Phone}");
        var byPhone = await engine.SendAsync("2", Phone);

        Assert.Equal(both.Event!.Customer, byPhone.Event!.Customer);
        Assert.Equal(2, (await engine.StateAsync(Phone)).Addresses.Length);
    }

    [Fact]
    public async Task An_address_stays_with_the_customer_who_had_it_first_after_a_restart_too()
    {
        await using var engine = await TestEngine.StartAsync();
        var ana = (await engine.SendAsync("1", $"{Email} {Phone}")).Event!.Customer;
        var ben = (await engine.SendAsync("2", Other)).Event!.Customer;
        await engine.RestartAsync();

        var conflict = await engine.SendAsync("3", $"{Other} {Phone}");

        Assert.Equal(ben, conflict.Event!.Customer);
        Assert.Equal(ana, (await engine.SendAsync("4", Phone)).Event!.Customer);
        Assert.Single((await engine.StateAsync(Other)).Addresses);
    }

    [Fact]
    public async Task What_a_batch_says_first_holds_for_what_it_says_next()
    {
        await using var engine = await TestEngine.StartAsync();

        var turns = await engine.Conductor.TakeAsync(TestEngine.Workspace, [TestEngine.Message("1", $"{Email} {Phone}"), TestEngine.Message("2", Phone)]);

        Assert.Equal(turns[0].Event!.Customer, turns[1].Event!.Customer);
    }
}
