namespace Baton.Engine.Chaos;

/// <summary>A replay is under way already.</summary>
public sealed class LoadRunningException() : InvalidOperationException("A replay is under way in this workspace already. Wait until it is done, or stop it.");
