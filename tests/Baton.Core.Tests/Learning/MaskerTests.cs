using Baton.Core.Learning.Masking;

namespace Baton.Core.Tests.Learning;

/// <summary>What names a person does not leave the house.</summary>
public sealed class MaskerTests
{
    private static readonly KnownPeople Mei = new(["Mei Davis", "May Brown"], ["mei.davis2232@example.com", "165 Broadway", "mei_davis_8578"]);

    [Theory]
    [InlineData("Write to mei.davis2232@example.com or MEI.DAVIS2232@example.com.", "Write to [EMAIL_1] or [EMAIL_1].")]
    [InlineData("Call +49 30 1234567, or (030) 765-4321", "Call [PHONE_1], or [PHONE_2]")]
    [InlineData("Card 4111 1111 1111 1111 please", "Card [CARD_1] please")]
    [InlineData("IBAN DE89 3704 0044 0532 0130 00.", "IBAN [IBAN_1].")]
    [InlineData("I am Mei Davis, mei to friends", "I am [NAME_2] [NAME_1], [NAME_2] to friends")]
    [InlineData("My id is mei_davis_8578", "My id is [ADDRESS_1]")]
    [InlineData("My id is mei_davis_1", "My id is [NAME_2]_[NAME_1]_1")]
    [InlineData("I may come, says May; my id is may_brown_12", "I may come, says [NAME_2]; my id is [NAME_2]_[NAME_1]_12")]
    [InlineData("Hello Oskar, how are you?", "Hello [NAME_1], how are you?")]
    [InlineData("Please hurry.\nKind regards,\nOskar Blum", "Please hurry.\nKind regards,\n[NAME_1] [NAME_2]")]
    [InlineData("My name is Raj Patel and I wait", "My name is [NAME_1] [NAME_2] and I wait")]
    [InlineData("Send it to 455 Hickory Lane, Suite 891", "Send it to [ADDRESS_1]")]
    [InlineData("I live at 165 Broadway", "I live at [ADDRESS_1]")]
    public void What_names_a_person_is_a_placeholder(string text, string masked) => Assert.Equal(masked, new Masker(Mei).Mask(text));

    [Theory]
    [InlineData("The flight on 2026-05-17 costs 1234567.89 dollars")]
    [InlineData("Order #W2378156 for $1,054.20 came late")]
    [InlineData("Hello there, I'd like 3 tickets")]
    [InlineData("Two of 12345 were broken")]
    public void What_names_nobody_stays(string text) => Assert.Equal(text, new Masker(Mei).Mask(text));

    [Fact]
    public void Numbers_of_orders_and_bookings_go_when_that_is_wanted() =>
        Assert.Equal("Order [ORDER_1], booking [ORDER_2], again [ORDER_1]", new Masker(Mei, masksOrders: true).Mask("Order #W2378156, booking 4WQ150, again #W2378156"));

    [Fact]
    public void One_masker_says_the_same_of_the_same_person_in_every_text()
    {
        var masker = new Masker(Mei);

        Assert.Equal("[NAME_1] asks", masker.Mask("Davis asks"));
        Assert.Equal("[NAME_2] [NAME_1] answers", masker.Mask("Mei Davis answers"));
        Assert.Equal("[NAME_1]", masker.Mask(masker.Mask("Davis")));
    }
}
