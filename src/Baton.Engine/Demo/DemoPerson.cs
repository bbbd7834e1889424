using Baton.Core.Handoffs;
using Baton.Engine.Actions;
using Baton.Engine.Demo.Script;
using Baton.Engine.Handoffs;

namespace Baton.Engine.Demo;

/// <summary>The story's own person, who answers what the script has answered. Whoever tries the demo may be quicker: then it is theirs.</summary>
internal sealed class DemoPerson(HandoffDesk handoffs, ActionQueries actions)
{
    public async Task AnswerAsync(string workspace, ScriptedAnswer answer, CancellationToken cancel)
    {
        if (await actions.FindAsync(workspace, answer.Action, cancel) is not { Row.Handoff: { } handoff }) return;
        if ((await handoffs.ClaimAsync(workspace, handoff, answer.Person, cancel)).Refusal is not null) return;
        await handoffs.ResolveAsync(workspace, handoff, answer.Person, new Resolution(answer.Approves ? HandoffOutcome.Approved : HandoffOutcome.Rejected) { Note = answer.Note }, cancel);
    }
}
