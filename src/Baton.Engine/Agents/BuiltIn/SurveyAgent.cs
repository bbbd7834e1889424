using Baton.Core.Arbitration;
using Baton.Core.Events;

namespace Baton.Engine.Agents.BuiltIn;

/// <summary>Asks, after a case was closed, how it went.</summary>
internal sealed class SurveyAgent : IBuiltInAgent
{
    public string Name => "survey";

    public Task<AgentAnswer> WorkAsync(AgentWork work, CancellationToken cancel)
    {
        var about = work.Trigger.Data.Text("title") is { Length: > 0 } title ? $" (“{title}”)" : "";
        var text = $"We closed your case{about}. How did we do, from 1 to 5? Just answer this message.";
        return Task.FromResult(new AgentAnswer
        {
            Output = Outputs.Of(("summary", "asks how it went"), ("text", text)),
            Confidence = 1,
            Proposals = [new Proposal { Id = "", Agent = work.Agent.Name, Kind = "contact.email", Purpose = "survey", Text = text, Data = Outputs.Of(("case", work.Trigger.Data.Text("case"))), Execute = Executor.Baton }],
        });
    }
}
