using System.Collections.Immutable;
using Baton.Core.Agents;
using Baton.Core.Arbitration;
using Baton.Engine.Actions;
using Baton.Engine.Storage.Rows;
using Baton.Web.Actions;
using Baton.Web.Problems;

namespace Baton.Web.Agents;

/// <summary>The result of a task as it was sent.</summary>
internal sealed record ResultBody(TaskResult Result, string? Lease, ImmutableArray<Proposal> Proposals)
{
    private static readonly string[] Statuses = ["success", "failure", "needs-human-review", "needs-more-info"];

    public static ResultBody Read(JsonMembers body, TaskRow task, ActionRunner runner, double? durationMs)
    {
        var status = TaskResultJson.Parse(body.Word("status", Statuses, required: true)) ?? ResultStatus.Failure;
        var result = new TaskResult(task.Id, task.Agent, status, body.Object("output"), body.Number("confidence", 0, 1), body.Text("detail", max: 4000), Usage(body), durationMs);
        var proposals = body.List("actions", 20).Select((action, i) =>
        {
            var proposal = ActionBody.Read(action, kind => runner.Does(task.Workspace, kind), $"{task.Id}.{i + 1}", task.Agent);
            action.NothingElse();
            return proposal;
        }).ToImmutableArray();
        if (task.Customer is null && proposals.Length > 0) body.Wrong("actions", "This task is about no customer, so there is nobody to do something to.");
        return new ResultBody(result, body.Text("lease"), proposals);
    }

    private static Usage? Usage(JsonMembers body)
    {
        if (body.Members("usage") is not { } usage) return null;
        var read = new Usage((long)(usage.Number("inputTokens", 0, 1e12) ?? 0), (long)(usage.Number("outputTokens", 0, 1e12) ?? 0), (decimal)(usage.Number("cost", 0, 1e9) ?? 0));
        usage.NothingElse();
        return read;
    }
}
