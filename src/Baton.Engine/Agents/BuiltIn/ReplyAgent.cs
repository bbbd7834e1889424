using Baton.Core.Agents;
using Baton.Core.Arbitration;
using Baton.Core.Classification;
using Baton.Core.Events;
using Baton.Engine.Agents.BuiltIn.Knowledge;
using Baton.Engine.Knowledge;

namespace Baton.Engine.Agents.BuiltIn;

/// <summary>Drafts an answer out of what knowledge found and asks to send it. It never adds a claim of its own; with nothing to go by it says so.</summary>
internal sealed class ReplyAgent(ArticleShelf articles) : IBuiltInAgent
{
    public string Name => "reply";

    public Task<AgentAnswer> WorkAsync(AgentWork work, CancellationToken cancel)
    {
        var question = work.Root.Text ?? "";
        var label = work.OutputOf("triage")?.Text("label");
        var feeling = work.OutputOf("sentiment")?.Text("label") is { } mood && Enum.TryParse<SentimentLabel>(mood, ignoreCase: true, out var read) ? read : (SentimentLabel?)null;
        var draft = ReplyDraft.Write(articles.Of(work.Workspace).Search(question), FirstName(work), label, feeling);
        return Task.FromResult(draft is null ? Without(work) : new AgentAnswer
        {
            Output = Outputs.Of(("summary", "draft from " + draft.Article), ("text", draft.Text), ("article", draft.Article)),
            Confidence = Math.Round(draft.Confidence, 3),
            Proposals = [Contact(work, draft)],
        });
    }

    // Where somebody is answering already, no answer is needed; where nobody is, a person must find one.
    private static AgentAnswer Without(AgentWork work) => work.Conversation(20).Any(m => m.Type == EventTypes.MessageSent)
        ? new AgentAnswer { Output = Outputs.Of(("summary", "nothing to add")) }
        : new AgentAnswer { Status = ResultStatus.NeedsHumanReview, Detail = "no article answers this", Output = Outputs.Of(("summary", "no answer found")) };

    private static Proposal Contact(AgentWork work, Draft draft) => new()
    {
        Id = "",
        Agent = work.Agent.Name,
        Kind = "contact." + (work.Root.Data.Text("channel") ?? "email"),
        Purpose = "support",
        Text = draft.Text,
        Data = Outputs.Of(("article", draft.Article), ("conversation", work.Root.Data.Text("conversation"))),
        Execute = Executor.Baton,
    };

    private static string? FirstName(AgentWork work) => work.Customer?.AttributeText("name")?.Split(' ')[0];
}
