using System.Text.Json;
using Baton.Core.Agents;
using Baton.Web.Agents;

namespace Baton.Web.Tests.Agents;

public sealed class AgentFormTests
{
    [Fact]
    public void Every_fault_is_named_at_once()
    {
        var form = new AgentForm("Reply Bot", null) { Kind = AgentKind.BuiltIn, MinConfidence = "101", MaxAttempts = "2.5", TimeoutSeconds = "0", Queue = " " };

        Assert.Equal(["BuiltIn", "Department", "MaxAttempts", "MinConfidence", "Name", "Queue", "TimeoutSeconds"], form.Faults().Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void What_was_typed_becomes_the_definition()
    {
        var form = new AgentForm("outreach", null) { Department = " sales ", MayPropose = "contact.*, offer", MinConfidence = "60", TimeoutSeconds = "90" };

        Assert.Empty(form.Faults());
        var agent = form.Read();
        Assert.Equal(("outreach", "sales", AgentKind.Pull, 0.6, TimeSpan.FromSeconds(90)), (agent.Name, agent.Department, agent.Kind, agent.MinConfidence, agent.Timeout));
        Assert.Equal(["contact.*", "offer"], agent.MayPropose!.Value);
    }

    [Fact]
    public void What_the_form_does_not_show_stays_as_it_was()
    {
        var known = new AgentDefinition { Name = "reply", Department = "support", Permit = TimeSpan.FromHours(2), Settings = JsonSerializer.SerializeToElement(new { tone = "calm" }) };

        var saved = new AgentForm("reply", known) { Description = "Drafts answers." }.Read();

        Assert.Equal(known with { Description = "Drafts answers." }, saved);
    }
}
