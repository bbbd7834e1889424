namespace Baton.Engine.Agents.Experiments;

/// <summary>Something about a trial of an agent's version that cannot be, with what to do now.</summary>
public sealed class ExperimentException(string message) : Exception(message);
