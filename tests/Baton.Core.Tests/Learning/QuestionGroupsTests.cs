using Baton.Core.Learning;

namespace Baton.Core.Tests.Learning;

public sealed class QuestionGroupsTests
{
    private static readonly AnsweredQuestion[] Asked =
    [
        Of(1, "How can I add travel insurance after booking my flight?"),
        Of(2, "Is it possible to add insurance to a flight I booked?"),
        Of(3, "I want travel insurance added to my booked flight, please."),
        Of(4, "My parcel is damaged, the box was torn"),
        Of(5, "The parcel arrived damaged with a torn box"),
        Of(6, "Which payment methods do you accept?"),
    ];

    [Fact]
    public void The_same_question_in_other_words_is_one_group() =>
        Assert.Equal(["h1 h2 h3", "h4 h5", "h6"], QuestionGroups.Of(Asked).Select(group => string.Join(' ', group.Select(q => q.Handoff).Order(StringComparer.Ordinal))));

    [Fact]
    public void The_order_in_which_they_came_does_not_matter() =>
        Assert.Equal(QuestionGroups.Of(Asked).Select(g => g.Select(q => q.Handoff)), QuestionGroups.Of(Asked.Reverse()).Select(g => g.Select(q => q.Handoff)));

    [Fact]
    public void A_question_without_a_word_of_its_own_belongs_to_none() => Assert.Empty(QuestionGroups.Of([Of(1, "Can you help me, please?"), Of(2, "")]));

    private static AnsweredQuestion Of(int number, string question) => new($"h{number}", question, "An answer.", "ana@example.com", number);
}
