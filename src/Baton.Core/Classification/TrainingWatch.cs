namespace Baton.Core.Classification;

/// <summary>Counts the steps of a training, tells who waits for it how far it is, and ends it when it is no longer wanted.</summary>
internal sealed class TrainingWatch(int steps, Action<double>? progress, CancellationToken cancel)
{
    private int _done;

    public CancellationToken Cancel => cancel;

    /// <exception cref="OperationCanceledException">It is no longer wanted.</exception>
    public void Look() => cancel.ThrowIfCancellationRequested();

    public void Step()
    {
        Look();
        progress?.Invoke(Math.Min(1, (double)Interlocked.Increment(ref _done) / steps));
    }
}
