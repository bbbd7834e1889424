using Baton.Core.Arbitration;
using Baton.Core.Events;

namespace Baton.Engine.Agents.BuiltIn;

/// <summary>
/// Wants to write to customers who showed interest, or whose turn it is in a campaign. What it may really send is for Baton to decide.
/// Its department comes from its definition, so that sales and marketing are two agents of this one kind.
/// </summary>
internal sealed class OutreachAgent : IBuiltInAgent
{
    public string Name => "outreach";

    public Task<AgentAnswer> WorkAsync(AgentWork work, CancellationToken cancel)
    {
        var offer = work.Trigger.Data.Text("offer") ?? work.Trigger.Data.Text("campaign") ?? work.Trigger.Data.Text("interest") ?? "our membership";
        var name = work.Customer?.AttributeText("name")?.Split(' ')[0];
        var text = $"Hello{(name is null ? "" : " " + name)}, you may like {offer}. Shall we tell you more?";
        return Task.FromResult(new AgentAnswer
        {
            Output = Outputs.Of(("summary", "wants to write about " + offer), ("text", text)),
            Confidence = 1,
            Proposals =
            [
                new Proposal { Id = "", Agent = work.Agent.Name, Kind = "contact.email", Purpose = "promotion", Text = text, Data = Outputs.Of(("offer", offer)), Execute = Executor.Baton },
            ],
        });
    }
}
