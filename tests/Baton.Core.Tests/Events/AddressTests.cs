using Baton.Core.Events;

namespace Baton.Core.Tests.Events;

public sealed class AddressTests
{
    [Theory]
    [InlineData("email:Ana@Example.com", "email:ana@example.com")]
    [InlineData("EMAIL: ana@example.com ", "email:ana@example.com")]
    [InlineData("phone:+49 (30) 123-4567", "phone:+49301234567")]
    [InlineData("crm:AB-4711", "crm:AB-4711")]
    [InlineData("slack:U:123", "slack:U:123")]
    public void An_address_has_one_normal_form(string text, string normal)
    {
        Assert.True(Address.TryParse(text, out var address));
        Assert.Equal(normal, address.ToString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("ana@example.com")]
    [InlineData(":x")]
    [InlineData("email:")]
    [InlineData("email: ")]
    [InlineData("phone:none")]
    [InlineData("e mail:x")]
    [InlineData("crm:a\nb")]
    public void What_is_no_address_is_refused(string? text) => Assert.False(Address.TryParse(text, out _));

    [Fact]
    public void An_address_has_at_most_320_characters()
    {
        Assert.True(Address.TryMake("crm", new string('x', 320), out _));
        Assert.False(Address.TryMake("crm", new string('x', 321), out _));
    }

    [Theory]
    [InlineData("agent:reply", ActorKind.Agent, "reply")]
    [InlineData("person:ana@example.com", ActorKind.Person, "ana@example.com")]
    [InlineData("channel:https://mail", ActorKind.Channel, "https://mail")]
    [InlineData("baton", ActorKind.Baton, "baton")]
    [InlineData("https://mail", ActorKind.Channel, "https://mail")]
    public void An_actor_reads_back_as_it_was_written(string text, ActorKind kind, string name)
    {
        var actor = Actor.Parse(text);

        Assert.Equal(new Actor(kind, name), actor);
        Assert.Equal(actor, Actor.Parse(actor.ToString()));
    }
}
