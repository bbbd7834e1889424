using System.Globalization;
using Baton.Core.Events;
using Baton.Core.Timeline;

namespace Baton.Core.Deciding;

/// <summary>What was learned, from whom, and what became of suggestions, in words.</summary>
internal static class LearningSentences
{
    public static string Of(Event e) => e.Type switch
    {
        EventTypes.HandoffLabelled when e.Data.Text("label") is { } label => $"{e.Actor.Name} says that this was about “{label}”{(IsUseful(e) ? ", and that the answer is useful for others" : "")}.",
        EventTypes.HandoffLabelled => $"{e.Actor.Name} marked the answer as useful for others.",
        EventTypes.ModelRetrained => string.Create(CultureInfo.InvariantCulture, $"The model {e.Data.Text("model")} was trained again with {e.Data.Number("corrections"):N0} corrections{By(e)}: version {e.Data.Number("number")}{Remarks.Of(e, "verdict")}."),
        EventTypes.ModelLearning => $"{e.Actor.Name} lets the model {e.Data.Text("model")} be trained again after {e.Data.Number("after")} corrections; a better version {(e.Data.Member("automatic")?.ValueKind == System.Text.Json.JsonValueKind.True ? "is put in force by itself" : "waits for an admin")}.",
        EventTypes.SuggestionAccepted => $"{e.Actor.Name} accepted a suggestion: {Remarks.Ended(e.Data.Text("sentence"))}{Became(e)}",
        _ => $"{e.Actor.Name} dismissed a suggestion{Remarks.Of(e, "note")}. It was: {Remarks.Ended(e.Data.Text("sentence"))}",
    };

    private static bool IsUseful(Event e) => e.Data.Member("useful")?.ValueKind == System.Text.Json.JsonValueKind.True;

    private static string By(Event e) => e.Data.Text("of") is { Length: > 0 } people ? $" by {people}" : "";

    private static string Became(Event e) => e.Data.Text("kind") switch
    {
        "policy" => " It is in the draft and decides nothing until that is published.",
        "article" => " It is an article of the knowledge base now.",
        _ => " The version is in force.",
    };
}
