using System.Text.Json;
using Baton.Core.Events;
using Baton.Engine.Clocks;
using Baton.Engine.Storage.Journaling;
using Baton.Engine.Storage.Rows;

namespace Baton.Engine.Handoffs.Quality;

/// <summary>Reviews as rows.</summary>
internal static class ReviewRecords
{
    public static void Write(WriteUnit unit, string workspace, Event e)
    {
        if (e.Type != EventTypes.HandoffReviewed || e.Data.Member("scores") is not { ValueKind: JsonValueKind.Object } scores) return;
        unit.Put(new ReviewRow
        {
            Workspace = workspace,
            Handoff = e.Data.Text("handoff") ?? "",
            Reviewer = e.Actor.Name,
            Seq = e.Seq,
            Queue = e.Data.Text("queue") ?? "",
            Person = e.Data.Text("person") ?? "",
            At = e.Received.ToUnix(),
            Mean = e.Data.Number("mean") ?? 0,
            Scores = scores.GetRawText(),
            Note = e.Data.Text("note"),
        });
    }
}
