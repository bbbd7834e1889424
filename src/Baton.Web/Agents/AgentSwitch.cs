using Baton.Core.Events;
using Baton.Engine.Agents;
using Baton.Engine.Storage.Journaling;
using Baton.Web.SignIn;

namespace Baton.Web.Agents;

/// <summary>Stops agents and lets them go on, on behalf of the person at the screen, whose right is asked for again here.</summary>
public sealed class AgentSwitch(AgentDesk desk)
{
    /// <summary>Pauses, drains or stops at once; null when it worked, else why not.</summary>
    public Task<string?> HaltAsync(Viewer viewer, string agent, Halt halt) =>
        TryAsync(viewer, () => desk.SwitchAsync(viewer.Workspace, agent, halt.How, Actor.Person(viewer.Email), halt.Note), $"Somebody did that to {agent} already.");

    /// <summary>Lets it go on; null when it worked, else why not.</summary>
    public Task<string?> ResumeAsync(Viewer viewer, string agent) =>
        TryAsync(viewer, () => desk.ResumeAsync(viewer.Workspace, agent, Actor.Person(viewer.Email)), $"{agent} goes on already.");

    private static async Task<string?> TryAsync(Viewer viewer, Func<Task<bool>> act, string already)
    {
        if (!viewer.Can(Rights.Operate)) return "Pausing agents takes the role Operator or higher.";
        try
        {
            return await act() ? null : already;
        }
        catch (JournalException)
        {
            return "It could not be written to disk, so nothing has changed. Try again in a moment.";
        }
    }
}

/// <summary>How an agent is to stop.</summary>
/// <param name="How">Pause, drain or kill.</param>
/// <param name="Note">Why, in the person's words.</param>
public sealed record Halt(SwitchTo How, string? Note);
