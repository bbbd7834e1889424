using Baton.Engine.Demo.Corpus;

namespace Baton.Engine.Demo.Script;

/// <summary>
/// Three days at a company that is an airline and a shop, told by real conversations: what customers write, what other systems report and
/// what agents outside of Baton ask for. What Baton makes of it is not in the script. The same seed tells the same story.
/// </summary>
/// <param name="Profiles">What the customer database knows of everybody; to be sent in before the story begins.</param>
/// <param name="Events">What happens, in the order of time.</param>
/// <param name="Proposals">What agents ask for, in the order of time.</param>
public sealed record DemoScript(IReadOnlyList<ScriptedEvent> Profiles, IReadOnlyList<ScriptedEvent> Events, IReadOnlyList<ScriptedProposal> Proposals)
{
    /// <summary>What the story's own person says to what agents ask for, in the order of time.</summary>
    public IReadOnlyList<ScriptedAnswer> Answers { get; init; } = [];

    /// <summary>Seconds of the story for each real second: an hour a minute.</summary>
    public const double SuggestedRate = 60;

    /// <summary>The hour of the day, UTC, at which the story should begin: noon in New York, nine in the morning in Los Angeles.</summary>
    public const int SuggestedHourUtc = 17;

    /// <summary>How long the story is.</summary>
    public static readonly TimeSpan Length = TimeSpan.FromDays(3);

    /// <summary>The agents that ask for actions of themselves, each with its department of the same name.</summary>
    public static IReadOnlyList<string> Agents { get; } = ["billing", "sales", "marketing"];

    /// <summary>Writes the script.</summary>
    /// <param name="seed">Which story: another seed shuffles who writes when, and gives every id another prefix.</param>
    public static DemoScript Build(int seed = 1)
    {
        var corpus = CorpusReader.Shared;
        var stage = new Stage(seed, corpus);
        ProfileScene.Play(stage);
        foreach (var (conversation, start, isOpening) in Schedule.Of(corpus.Conversations, stage.Dice))
            ConversationScene.Play(stage, conversation, start, isOpening);
        InterestScene.Play(stage);
        CampaignScene.Play(stage);
        ConsentScene.Play(stage);
        MishapScene.Play(stage);
        GoodwillScene.Play(stage);
        return stage.Script();
    }
}
