using Baton.Core.Agents;
using Baton.Engine.Agents;
using Baton.Web.Agents;
using Bunit;

namespace Baton.Web.Tests.Agents;

/// <summary>What is asked before an agent is stopped.</summary>
public sealed class PauseSheetTests : BunitContext
{
    public PauseSheetTests() => JSInterop.Mode = JSRuntimeMode.Loose;

    [Theory]
    [InlineData(0, SwitchTo.Pause, "Pause it", "nothing it asks for is allowed")]
    [InlineData(1, SwitchTo.Drain, "Drain it", "finishes all that it was given")]
    [InlineData(2, SwitchTo.Kill, "Stop it at once", "results refused")]
    public void Each_way_says_what_it_means_and_is_taken_with_its_note(int way, SwitchTo how, string act, string means)
    {
        Halt? halt = null;
        var sheet = Show(open: 2, done => halt = done);
        Assert.Contains(means, sheet.FindAll("fieldset label")[way].TextContent, StringComparison.Ordinal);

        sheet.FindAll("input[type=radio]")[way].Change(true);
        sheet.Find("#pause-note").Change(" wrong prices ");
        Assert.Equal(act, sheet.Find("button[type=submit]").TextContent);
        sheet.Find("form").Submit();

        Assert.Equal(new Halt(how, "wrong prices"), halt);
    }

    [Theory]
    [InlineData(0, "New tasks wait")]
    [InlineData(1, "Its open task waits")]
    [InlineData(3, "Its 3 open tasks wait")]
    public void It_says_what_waits(int open, string words) => Assert.Contains(words, Show(open, _ => { }).Markup, StringComparison.Ordinal);

    private IRenderedComponent<PauseSheet> Show(int open, Action<Halt> paused) =>
        Render<PauseSheet>(sheet => sheet.Add(s => s.Agent, new AgentLine { Name = "reply", Open = open, Definition = new AgentDefinition { Name = "reply", Department = "support" } }).Add(s => s.OnPause, paused));
}
