using System.Text.Json;
using Baton.Core.Events;
using Baton.Engine.Clocks;
using Baton.Engine.Storage.Journaling;
using Baton.Engine.Storage.Rows;

namespace Baton.Engine.Knowledge;

/// <summary>Articles as rows.</summary>
internal static class ArticleRecords
{
    public static void Write(WriteUnit unit, string workspace, Event e)
    {
        if (e.Type is not (EventTypes.ArticlePut or EventTypes.ArticleProposed or EventTypes.ArticleRemoved) || e.Data.Text("article") is not { } id) return;
        if (e.Type == EventTypes.ArticleRemoved) unit.RemoveArticle(workspace, id);
        else unit.Put(new ArticleRow
        {
            Workspace = workspace,
            Id = id,
            Title = e.Data.Text("title") ?? id,
            Tags = e.Data.Member("tags") is { ValueKind: JsonValueKind.Array } tags ? string.Join(",", tags.EnumerateArray().Select(tag => tag.GetString())) : "",
            Text = e.Data.Text("text") ?? "",
            Proposed = e.Type == EventTypes.ArticleProposed,
            Handoff = e.Data.Text("handoff"),
            Author = e.Actor.Name,
            Updated = e.Received.ToUnix(),
            Seq = e.Seq,
        });
    }
}
