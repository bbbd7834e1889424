using Baton.Core.Events;
using Baton.Engine.Agents;
using Baton.Engine.Storage.Journaling;
using Baton.Web.SignIn;

namespace Baton.Web.Agents;

/// <summary>Pauses and resumes agents on behalf of the person at the screen, whose right is asked for again here.</summary>
public sealed class AgentSwitch(AgentDesk desk)
{
    /// <summary>Pauses; null when it worked, else why not.</summary>
    public Task<string?> PauseAsync(Viewer viewer, string agent, string? note) =>
        TryAsync(viewer, () => desk.PauseAsync(viewer.Workspace, agent, Actor.Person(viewer.Email), note), $"Somebody paused {agent} already.");

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
