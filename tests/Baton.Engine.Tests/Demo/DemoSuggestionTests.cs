using Baton.Core.Events;
using Baton.Engine.Agents.BuiltIn;
using Baton.Engine.Clocks;
using Baton.Engine.Demo;
using Baton.Engine.Demo.Script;
using Baton.Engine.Learning;
using Baton.Engine.Tests.Running;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Baton.Engine.Tests.Demo;

public sealed class DemoSuggestionTests
{
    [Fact]
    public async Task After_six_hours_of_the_demo_small_refunds_are_suggested_and_backtest_clean()
    {
        var clock = new AppClock(TimeProvider.System, TestEngine.Monday, rate: 0);
        await using var engine = await TestEngine.StartAsync(clock, [], services => services.AddBuiltInAgents().AddDemo());
        var player = engine.Get<IEnumerable<IHostedService>>().OfType<DemoPlayer>().Single();
        await player.StartAsync(CancellationToken.None);
        await engine.UntilAsync(() => engine.Log().Any(r => r.Type == EventTypes.CustomerUpdated), "the story begins");
        var last = DemoScript.Build().Answers.Last(a => a.At < TimeSpan.FromHours(6)).Action;
        clock.SetRate(1800);
        await engine.UntilAsync(() =>
        {
            using var db = engine.OpenDb();
            return db.Actions.Any(a => a.Id == last && a.Status != "escalated");
        }, "six hours have been told");
        clock.SetRate(0);
        await player.StopAsync(CancellationToken.None);

        await engine.Get<SuggestionSearch>().LookAsync(TestEngine.Workspace, Actor.Person("ada@example.com"));

        using var read = engine.OpenDb();
        var answers = read.Handoffs.Where(h => h.Why == "approval:goodwill").GroupBy(h => h.ResolutionOutcome).Select(g => $"{g.Key} {g.Count()}").ToList();
        Assert.True((await engine.Get<Suggestions>().ListAsync(TestEngine.Workspace, SuggestionStatus.Open, SuggestionKind.Policy)).Count == 1, string.Join(", ", answers));
        var row = Assert.Single(await engine.Get<Suggestions>().ListAsync(TestEngine.Workspace, SuggestionStatus.Open, SuggestionKind.Policy));
        Assert.Matches(@"^People approved (\d+) of the last \d+ refunds for goodwill under \$[34]\d(\.\d+)?: allow them without approval\?$", row.Sentence);
        Assert.True(row.Sentence.Length < 110, row.Sentence);
        var change = SuggestionDesk.Body<SuggestedChange>(row);
        Assert.True(change.Backtest!.IsClean(change.Then), string.Join(", ", change.Backtest.Matrix));
        Assert.Equal(change.Cases, change.Backtest.Changed);
        Assert.Equal(["robin (simulated)"], change.People.Keys);
    }
}
