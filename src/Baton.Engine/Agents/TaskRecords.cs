using System.Text.Json;
using Baton.Core.Agents;
using Baton.Core.Deciding;
using Baton.Core.Events;
using Baton.Engine.Agents.Limits;
using Baton.Engine.Agents.Remembering;
using Baton.Engine.Clocks;
using Baton.Engine.Storage.Journaling;
using Baton.Engine.Storage.Rows;

namespace Baton.Engine.Agents;

/// <summary>Tasks given and finished, as rows.</summary>
internal static class TaskRecords
{
    public const string Queued = "queued";
    public const string Leased = "leased";

    public static void Write(WriteUnit unit, string workspace, Event e, Decision decision)
    {
        if (e.Type == EventTypes.TaskFinished)
        {
            unit.Update(Finished(workspace, e));
            if (WasCalled(e)) unit.Count(Used(workspace, e));
            Memories.Write(unit, workspace, e);
        }

        foreach (var given in decision.Tasks) unit.Insert(Given(workspace, e, given));
    }

    private static TaskRow Given(string workspace, Event e, TaskGiven given) => new()
    {
        Workspace = workspace,
        Id = given.Task.Id,
        Customer = e.Customer,
        Agent = given.Task.Agent,
        AgentVersion = given.Task.Version,
        EventSeq = given.Task.Event,
        Root = given.Task.Root,
        Status = Queued,
        Attempt = given.Task.Attempt - 1,
        Priority = (int)given.Task.Priority,
        NotBefore = given.NotBefore.ToUnix(),
        Created = e.Received.ToUnix(),
    };

    private static bool WasCalled(Event e) => e.Data.Flag("unasked") is not true && TaskResultJson.BreachOf(e, ContractSide.Input) is null;

    private static AgentUsageRow Used(string workspace, Event e)
    {
        var usage = e.Data.Member("usage") ?? default;
        return new AgentUsageRow
        {
            Workspace = workspace,
            Agent = e.Data.Text("agent") ?? "",
            Hour = UsageHours.Of(e.Received),
            Model = e.Data.Text("model") ?? "",
            Calls = 1,
            InputTokens = (long)Math.Max(0, usage.Number("inputTokens") ?? 0),
            OutputTokens = (long)Math.Max(0, usage.Number("outputTokens") ?? 0),
            Cost = Math.Max(0, usage.Number("cost") ?? 0),
        };
    }

    private static TaskRow Finished(string workspace, Event e)
    {
        var usage = e.Data.Member("usage") ?? default;
        return new TaskRow
        {
            Workspace = workspace,
            Id = e.Data.Text("task")!,
            Agent = e.Data.Text("agent") ?? "",
            AgentVersion = (int)(e.Data.Number("version") ?? 0),
            EventSeq = 0,
            Root = 0,
            Created = 0,
            Status = e.Data.Text("status") == "failure" ? "failed" : "done",
            Started = e.Data.Number("durationMs") is { } took ? e.Received.ToUnix() - (long)took : null,
            Finished = e.Received.ToUnix(),
            ResultStatus = e.Data.Text("status"),
            Confidence = e.Data.Number("confidence"),
            InputTokens = (long?)usage.Number("inputTokens"),
            OutputTokens = (long?)usage.Number("outputTokens"),
            Cost = usage.Number("cost"),
            Output = e.Data.Member("output")?.GetRawText(),
        };
    }
}
