using Baton.Core.Backtesting;

namespace Baton.Engine.Backtesting;

/// <summary>How far a backtest is.</summary>
public enum BacktestStatus
{
    /// <summary>It runs.</summary>
    Running,

    /// <summary>It is done, and its figures are there.</summary>
    Done,

    /// <summary>It could not be finished; its fault says why.</summary>
    Failed,

    /// <summary>Somebody stopped it.</summary>
    Cancelled,
}

/// <summary>One run of a backtest, as it is at one moment.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Status">How far it is.</param>
/// <param name="Progress">How much is done, from 0 to 1.</param>
/// <param name="By">Who asked for it.</param>
/// <param name="Began">When it began, UTC.</param>
/// <param name="Period">What is counted.</param>
/// <param name="Draft">The revision of the draft that it tries.</param>
/// <param name="Figures">What it found, once it is done.</param>
/// <param name="Fault">Why it failed.</param>
public sealed record BacktestRun(string Id, BacktestStatus Status, double Progress, string By, DateTimeOffset Began, BacktestPeriod Period, long Draft, BacktestFigures? Figures = null, string? Fault = null);
