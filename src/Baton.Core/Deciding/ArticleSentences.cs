using Baton.Core.Events;
using Baton.Core.Timeline;

namespace Baton.Core.Deciding;

/// <summary>What becomes of help articles, in words.</summary>
internal static class ArticleSentences
{
    public static string Of(Event e) => e.Type switch
    {
        EventTypes.ArticlePut => $"{e.Actor.Name} {(e.Data.Flag("changed") == true ? "changed" : "wrote")} the article “{e.Data.Text("title")}”{Remarks.Of(e, "note")}.",
        EventTypes.ArticleProposed => $"{e.Actor.Name} proposed the article “{e.Data.Text("title")}”{(e.Data.Text("handoff") is { } handoff ? $" after the case {handoff}" : "")}. Nobody is answered from it until a person accepts it.",
        _ => $"{e.Actor.Name} removed the article “{e.Data.Text("title")}”.",
    };
}
