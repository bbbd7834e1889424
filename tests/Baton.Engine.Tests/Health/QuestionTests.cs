using Baton.Engine.Health;

namespace Baton.Engine.Tests.Health;

public sealed class QuestionTests
{
    [Fact]
    public void A_database_that_does_not_answer_is_told_of_and_asked_once_and_when_it_answers_that_is_told()
    {
        using var answers = new ManualResetEventSlim();
        var asked = 0;
        var question = new Question(
            () =>
            {
                Interlocked.Increment(ref asked);
                answers.Wait();
                return new HealthSign("reading", HealthState.Well, "It can be read.");
            },
            late => new HealthSign("reading", HealthState.Bad, $"Nothing for {late}."));

        Assert.Equal(HealthState.Bad, question.Ask().State);
        Assert.Equal(HealthState.Bad, question.Ask().State);
        Assert.Equal(1, asked);

        answers.Set();
        Assert.True(SpinWait.SpinUntil(() => question.Ask().State == HealthState.Well, TimeSpan.FromSeconds(10)));
    }
}
