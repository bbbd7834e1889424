using Baton.Web.Handoffs;

namespace Baton.Web.Tests.Handoffs;

public sealed class CaseWritingTests
{
    [Fact]
    public void Begins_with_the_agents_words() => Assert.Equal(("Hello,", false), (new CaseWriting("Hello,").Text, new CaseWriting("Hello,").IsEdited));

    [Fact]
    public void A_new_draft_replaces_words_nobody_has_touched()
    {
        var writing = new CaseWriting("Hello,");

        writing.Offer("Good morning,");

        Assert.Equal("Good morning,", writing.Text);
    }

    [Fact]
    public void A_new_draft_never_takes_what_a_person_wrote()
    {
        var writing = new CaseWriting("Hello,") { Text = "Hello, dear" };

        writing.Offer("Good morning,");

        Assert.Equal("Hello, dear", writing.Text);
        Assert.True(writing.IsEdited);
    }

    [Fact]
    public void Goes_back_to_the_draft_when_asked()
    {
        var writing = new CaseWriting("Hello,") { Text = "" };

        writing.Restore();

        Assert.Equal("Hello,", writing.Text);
    }
}
