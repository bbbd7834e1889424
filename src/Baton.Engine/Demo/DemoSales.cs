using Baton.Core.Agents;
using Baton.Core.Arbitration;
using Baton.Core.Events;
using Baton.Engine.Agents;
using Baton.Engine.Agents.BuiltIn;

namespace Baton.Engine.Demo;

/// <summary>The demo company's sales: writes an offer to whoever showed interest, in what the shop and the airline have of that kind.</summary>
internal sealed class DemoSales : IBuiltInAgent
{
    private static readonly Dictionary<string, string> Offers = new(StringComparer.OrdinalIgnoreCase)
    {
        ["business class"] = "Business class to your next destination is on offer this week. Shall we hold two seats for you?",
        ["gold membership"] = "You are close to gold: one more trip and more of your bags fly free. Shall we tell you how?",
        ["family trip"] = "Families save on round trips this month. May we send you our three best connections?",
        ["smart home"] = "The new smart home range has arrived in the shop. Would you like a first look?",
        ["outdoor"] = "New tents and backpacks are in the shop. Shall we put one aside for you?",
    };

    /// <summary>What leads may be interested in.</summary>
    public static IEnumerable<string> Interests => Offers.Keys;

    public string Name => "sales";

    public Task<AgentAnswer> WorkAsync(AgentWork work, CancellationToken cancel)
    {
        if (work.Trigger.Data.Text("interest") is not { } interest || !Offers.TryGetValue(interest, out var offer))
            return Task.FromResult(new AgentAnswer { Status = ResultStatus.NeedsHumanReview, Detail = "there is no offer for this interest", Output = Outputs.Of(("summary", "no offer fits")) });
        var text = DemoCompany.Greeting(work.Customer) + offer;
        return Task.FromResult(new AgentAnswer
        {
            Output = Outputs.Of(("summary", "offers " + interest), ("text", text)),
            Confidence = 1,
            Proposals = [new Proposal { Id = "", Agent = work.Agent.Name, Kind = "contact.email", Purpose = "promotion", Text = text, Data = Outputs.Of(("interest", interest)), Execute = Executor.Baton }],
        });
    }
}
