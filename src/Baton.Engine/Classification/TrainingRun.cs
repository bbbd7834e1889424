namespace Baton.Engine.Classification;

/// <summary>How far training is.</summary>
public enum TrainingStatus
{
    /// <summary>It waits for another model's training.</summary>
    Waiting,

    /// <summary>It runs.</summary>
    Running,

    /// <summary>It is done, and its version is there.</summary>
    Done,

    /// <summary>It could not be finished; its fault says why.</summary>
    Failed,

    /// <summary>Somebody stopped it.</summary>
    Cancelled,
}

/// <summary>One training of a model, as it is at one moment.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Model">The model's name.</param>
/// <param name="Status">How far it is.</param>
/// <param name="Progress">How much is done, from 0 to 1.</param>
/// <param name="By">Who asked for it.</param>
/// <param name="Began">When, UTC.</param>
/// <param name="Version">The version that came of it, once it is done.</param>
/// <param name="Fault">Why it failed.</param>
public sealed record TrainingRun(string Id, string Model, TrainingStatus Status, double Progress, string By, DateTimeOffset Began, string? Version = null, string? Fault = null)
{
    /// <summary>Whether it is still under way.</summary>
    public bool IsUnderWay => Status is TrainingStatus.Waiting or TrainingStatus.Running;
}

/// <summary>A training of this model is under way already.</summary>
public sealed class TrainingRunningException() : Exception("This model is being trained already. Wait until that is done, or stop it.");
