using System.Text.Json;
using Baton.Engine.Clocks;
using Baton.Engine.Learning;
using Baton.Engine.Storage.Rows;

namespace Baton.Web.Learning;

/// <summary>A suggestion. It changes nothing until an admin accepts it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Kind"><c>policy</c>, <c>article</c> or <c>model</c>.</param>
/// <param name="Status"><c>open</c>, <c>accepted</c>, <c>dismissed</c> or <c>withdrawn</c>.</param>
/// <param name="Sentence">What is suggested.</param>
/// <param name="Evidence">How many cases speak for it.</param>
/// <param name="Made">When it was suggested first.</param>
/// <param name="Updated">When it last changed.</param>
/// <param name="AnsweredBy">Who answered.</param>
/// <param name="AnsweredAt">When.</param>
/// <param name="Note">Why.</param>
/// <param name="Clean">Of a change of the policy that was tried on what is recorded: whether nothing else came out otherwise.</param>
/// <param name="Detail">The whole of it: the exact change with its cases, counterexamples and backtest; the article; or the version with its figures.</param>
internal sealed record SuggestionItem(string Id, string Kind, string Status, string Sentence, int Evidence, DateTimeOffset Made, DateTimeOffset Updated, string? AnsweredBy, DateTimeOffset? AnsweredAt, string? Note, bool? Clean, JsonElement Detail)
{
    public static SuggestionItem Of(SuggestionRow row)
    {
        var change = row.Kind == SuggestionKind.Policy ? SuggestionDesk.Body<SuggestedChange>(row) : null;
        return new SuggestionItem(row.Id, row.Kind, row.Status, row.Sentence, row.Evidence, row.Made.ToTime(), row.Updated.ToTime(), row.AnsweredBy, row.AnsweredAt?.ToTime(), row.Note, change?.Backtest?.IsClean(change.Then), JsonElement.Parse(row.Body));
    }
}

/// <summary>Why a suggestion is answered so.</summary>
/// <param name="Note">A note for the log.</param>
internal sealed record SuggestionAnswer(string? Note);

/// <summary>What a person says of a case.</summary>
/// <param name="Label">What it is about.</param>
/// <param name="Model">The classifier that learns it; the one that was asked without it.</param>
/// <param name="Useful">Whether the answer is useful for others.</param>
internal sealed record LabelRequest(string? Label, string? Model, bool? Useful);

/// <summary>How a classifier learns from corrections.</summary>
/// <param name="After">After how many new corrections it is trained again, from 1 to 10,000; 50 without it.</param>
/// <param name="Automatic">Whether a version that is better is put in force by itself.</param>
internal sealed record LearningRequest(int? After, bool? Automatic);

/// <summary>How a classifier learns from corrections, and how many wait.</summary>
internal sealed record LearningItem(string Model, int After, bool Automatic, int Waiting);
