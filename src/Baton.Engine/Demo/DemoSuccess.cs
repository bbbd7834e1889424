using System.Globalization;
using System.Text.Json.Nodes;
using Baton.Core.Arbitration;
using Baton.Core.Events;
using Baton.Engine.Agents;
using Baton.Engine.Agents.BuiltIn;

namespace Baton.Engine.Demo;

/// <summary>
/// The demo company's customer success: when somebody comes much less often than before, it says by how much and wants to ask why; to who got
/// money back it wants to write how much and when it arrives.
/// </summary>
internal sealed class DemoSuccess : IBuiltInAgent
{
    // A quieter month is nothing yet.
    private const double Worrying = 0.4;

    public string Name => "success";

    public Task<AgentAnswer> WorkAsync(AgentWork work, CancellationToken cancel) => Task.FromResult(work.Trigger.Type == "refund.paid" ? OnRefund(work) : OnFewerVisits(work));

    private static AgentAnswer OnRefund(AgentWork work)
    {
        var amount = string.Create(CultureInfo.InvariantCulture, $"${work.Trigger.Data.Number("amount") ?? 0:0.00}");
        var text = DemoCompany.Greeting(work.Customer) + $"we have paid {amount} back. It is with you within five working days.";
        return Asking(work, "says that " + amount + " were paid back", text, "service", ("amount", amount));
    }

    private static AgentAnswer OnFewerVisits(AgentWork work)
    {
        var (now, before) = ((int)(work.Trigger.Data.Number("visitsLastMonth") ?? 0), (int)(work.Trigger.Data.Number("visitsBefore") ?? 0));
        var lost = before > 0 ? 1 - now / (double)before : 0;
        var summary = string.Create(CultureInfo.InvariantCulture, $"{now} visits instead of {before}, {lost * 100:0} % fewer");
        if (lost < Worrying) return new AgentAnswer { Output = Outputs.Of(("summary", summary + "; nothing to worry about")), Confidence = 1 };
        var text = DemoCompany.Greeting(work.Customer) + (now == 0 ? "we have not seen you for a while. Is there anything we can do better for you?" : "you come by less often than you used to. Is there anything we can do better for you?");
        return Asking(work, summary, text, "check-in", ("lost", Math.Round(lost, 2)));
    }

    private static AgentAnswer Asking(AgentWork work, string summary, string text, string purpose, (string Name, JsonNode? Value) detail) => new()
    {
        Output = Outputs.Of(("summary", summary), ("text", text), detail),
        Confidence = 1,
        Proposals = [new Proposal { Id = "", Agent = work.Agent.Name, Kind = "contact.email", Purpose = purpose, Text = text, Data = Outputs.Of((detail.Name, detail.Value?.DeepClone())), Execute = Executor.Baton }],
    };
}
