using Baton.Core.Events;
using Baton.Core.Timeline;

namespace Baton.Core.Deciding;

/// <summary>Changes to a workspace's configuration and to customers' data, in words.</summary>
internal static class ConfigurationSentences
{
    public static string Of(Event e, WorkspaceConfig config) => e.Type switch
    {
        EventTypes.AgentDefined when e.Data.Member("definition")?.Number("version") is > 1 and var version => $"{e.Actor.Name} changed the agent {e.Data.Text("name")} ({e.Data.Text("department")}): it is version {version} now{Remarks.Of(e, "note")}.",
        EventTypes.AgentDefined => $"{e.Actor.Name} defined the agent {e.Data.Text("name")} ({e.Data.Text("department")}).",
        EventTypes.AgentPaused => $"{e.Actor.Name} paused {e.Data.Text("name")}{Remarks.Of(e, "note")}.",
        EventTypes.AgentDrained => $"{e.Actor.Name} lets {e.Data.Text("name")} finish what it has and begin nothing new{Remarks.Of(e, "note")}.",
        EventTypes.AgentKilled => $"{e.Actor.Name} stopped {e.Data.Text("name")} at once: its calls are broken off, its results refused{Remarks.Of(e, "note")}.",
        EventTypes.ExperimentStarted => $"{e.Actor.Name} gives {e.Data.Number("share")} % of customers' work for {e.Data.Text("name")} to its version {e.Data.Number("version")}{Remarks.Of(e, "note")}.",
        EventTypes.ExperimentChanged or EventTypes.ExperimentPromoted or EventTypes.ExperimentEnded when config.VersionsOf(e.Data.Text("name") ?? "").Experiment?.Candidate.Version != e.Data.Number("version") => $"{e.Actor.Name} was too late: version {e.Data.Number("version")} of {e.Data.Text("name")} is not tried any more.",
        EventTypes.ExperimentChanged => $"{e.Actor.Name} gives {e.Data.Number("share")} % of customers' work for {e.Data.Text("name")} to its version {e.Data.Number("version")} from now on.",
        EventTypes.ExperimentPromoted => $"{e.Actor.Name} put version {e.Data.Number("version")} of {e.Data.Text("name")} in force for everybody{Remarks.Of(e, "note")}.",
        EventTypes.ExperimentEnded => $"{e.Actor.Name} ended the trial of version {e.Data.Number("version")} of {e.Data.Text("name")}: it gets no more work{Remarks.Of(e, "note")}.",
        EventTypes.AgentResumed => $"{e.Actor.Name} resumed {e.Data.Text("name")}.",
        EventTypes.AgentBreaker or EventTypes.AgentBudget => LimitSentences.Of(e),
        EventTypes.PolicyPublished => $"{e.Actor.Name} published policy {e.Data.Number("version")}{Remarks.Of(e, "note")}.",
        EventTypes.RolloutStarted when e.Data.Number("share") == 0 => $"{e.Actor.Name} put policy {e.Data.Number("version")} in shadow: it decides for nobody, and what it would have said is recorded{Remarks.Of(e, "note")}.",
        EventTypes.RolloutStarted => $"{e.Actor.Name} lets policy {e.Data.Number("version")} decide for {e.Data.Number("share")} % of customers{Remarks.Of(e, "note")}.",
        EventTypes.RolloutChanged or EventTypes.RolloutPromoted or EventTypes.RolloutStopped when config.Rollout?.Policy.Version != e.Data.Number("version") => $"{e.Actor.Name} was too late: policy {e.Data.Number("version")} is not tried any more.",
        EventTypes.RolloutChanged when e.Data.Number("share") == 0 => $"{e.Actor.Name} put policy {e.Data.Number("version")} back in shadow: it decides for nobody, and what it would have said is recorded.",
        EventTypes.RolloutChanged => $"{e.Actor.Name} lets policy {e.Data.Number("version")} decide for {e.Data.Number("share")} % of customers from now on.",
        EventTypes.RolloutPromoted => $"{e.Actor.Name} lets policy {e.Data.Number("version")} decide for everybody.",
        EventTypes.RolloutStopped => $"{(e.Actor == Actor.Baton ? "Stopped by itself" : $"{e.Actor.Name} stopped it")}: policy {e.Data.Number("version")} decides for nobody any more{Remarks.Of(e, "why")}.",
        EventTypes.ModelPromoted => $"{e.Actor.Name} put version {e.Data.Text("version")} of the model {e.Data.Text("model")} in force{Remarks.Of(e, "note")}.",
        EventTypes.HandoffLabelled or EventTypes.ModelRetrained or EventTypes.ModelLearning or EventTypes.SuggestionAccepted or EventTypes.SuggestionDismissed => LearningSentences.Of(e),
        EventTypes.McpServerDefined or EventTypes.McpServerRemoved => McpSentences.Of(e),
        EventTypes.OutboundChanged or EventTypes.CredentialPut or EventTypes.CredentialDeleted => VaultSentences.Of(e),
        EventTypes.TaskRefused => $"{e.Data.Text("agent")}'s answer was refused, since it breaks its contract{Remarks.Of(e, "fault")}. It may answer again while it has the task.",
        EventTypes.CustomerPatched => $"{e.Actor.Name} changed the customer's data.",
        EventTypes.TestingChanged or EventTypes.InjectionStarted or EventTypes.InjectionChanged or EventTypes.InjectionEnded or EventTypes.LoadStarted or EventTypes.LoadEnded => TestingSentences.Of(e),
        EventTypes.ToolDefined or EventTypes.ToolRemoved or EventTypes.ToolUsed => ToolSentences.Of(e),
        EventTypes.BriefsChanged => e.Data.Text("agent") is { } writer ? $"{e.Actor.Name} lets {writer} write the summaries of cases." : $"{e.Actor.Name} lets no agent write the summaries of cases: they are put together from the log.",
        EventTypes.QueueDefined or EventTypes.QueueRemoved or EventTypes.PersonProfiled => QueueSentences.Of(e),
        EventTypes.ChannelDefined or EventTypes.ChannelRemoved or EventTypes.NoticeChanged => ChannelSentences.Of(e),
        EventTypes.ArticlePut or EventTypes.ArticleProposed or EventTypes.ArticleRemoved => ArticleSentences.Of(e),
        _ => $"{e.Actor.Name}: {e.Type}.",
    };
}
