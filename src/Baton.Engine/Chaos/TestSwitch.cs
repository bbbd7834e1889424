using Baton.Core.Events;

namespace Baton.Engine.Chaos;

/// <summary>Makes a workspace a test workspace or an ordinary one; in the latter nothing that was being tried goes on.</summary>
public sealed class TestSwitch(TestWorkspaces tests, InjectionDesk injections, LoadDesk loads)
{
    /// <summary>Says what the workspace is from here on. False when it is that already.</summary>
    public async Task<bool> SetAsync(string workspace, bool on, Actor by, CancellationToken cancel = default)
    {
        if (await tests.IsOneAsync(workspace, cancel) == on) return false;
        await tests.RecordAsync(workspace, on, by, cancel);
        if (!on)
        {
            await injections.EndAllAsync(workspace, by, CancellationToken.None);
            await loads.StopAsync(workspace, by);
        }

        return true;
    }
}
