using Baton.Engine.Storage;
using Baton.Engine.Storage.Journaling;

namespace Baton.Engine.Tools;

/// <summary>Runs tools within their time.</summary>
internal static class ToolTime
{
    /// <summary>What the tool answered, or why it did not; null when whoever asked went away first.</summary>
    public static async Task<ToolAnswer?> RunAsync(IToolRunner runner, ToolRun run, CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(run.Tool.Timeout);
        try
        {
            return await runner.RunAsync(run, limit.Token).WaitAsync(limit.Token);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            return null;
        }
        catch (OperationCanceledException)
        {
            return new ToolAnswer($"{run.Tool.Name} did not answer within {run.Tool.Timeout.TotalSeconds:0} s.");
        }
        catch (Exception e) when (e is not JournalException && !Absence.Is(e))
        {
            return new ToolAnswer($"{run.Tool.Name} failed: {e.Message}");
        }
    }
}
