namespace Baton.Engine.Chaos;

/// <summary>Faults and load are for test workspaces, and this is none.</summary>
public sealed class NoTestWorkspaceException() : InvalidOperationException(Says)
{
    /// <summary>What is wrong, and what to do.</summary>
    public const string Says = "This is not a test workspace, so nothing is made to fail here and no traffic is replayed. An admin can make it one on the Settings page.";
}
