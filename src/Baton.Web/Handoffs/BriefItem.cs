using System.Text.Json;
using Baton.Core.Handoffs.Briefs;
using Baton.Engine.Handoffs.Context;
using Baton.Engine.Handoffs.Similar;

namespace Baton.Web.Handoffs;

/// <summary>A case in a few lines.</summary>
/// <param name="Lines">The claims, most important first.</param>
/// <param name="WrittenBy">The agent whose model wrote it; null when it was put together from the log by fixed rules.</param>
/// <param name="Dropped">How many claims of the model were left out, since they name no event of the case.</param>
/// <param name="Note">Why it is not a model's although one is wanted.</param>
/// <param name="Given">What the customer has said already.</param>
internal sealed record BriefItem(IReadOnlyList<BriefLineItem> Lines, string? WrittenBy, int Dropped, string? Note, IReadOnlyList<GivenItem> Given)
{
    public static BriefItem Of(Baton.Core.Handoffs.Briefs.CaseBrief brief) => new(
        [.. brief.Lines.Select(line => new BriefLineItem(JsonNamingPolicy.CamelCase.ConvertName(line.Kind.ToString()), line.Text, line.Seqs))],
        brief.WrittenBy, brief.Dropped, brief.Note,
        [.. brief.Given.Select(fact => new GivenItem(JsonNamingPolicy.CamelCase.ConvertName(fact.Kind.ToString()), fact.Value, fact.Seq))]);
}

/// <summary>One claim.</summary>
/// <param name="Kind"><c>who</c>, <c>wants</c>, <c>why</c>, <c>open</c>, <c>promised</c>, <c>tried</c>, <c>given</c>, <c>mood</c> or, of a model, <c>other</c>.</param>
/// <param name="Text">The claim.</param>
/// <param name="Seqs">The events it rests on.</param>
internal sealed record BriefLineItem(string Kind, string Text, IReadOnlyList<long> Seqs);

/// <summary>Something that the customer said already.</summary>
/// <param name="Kind"><c>reference</c>, <c>email</c>, <c>phone</c>, <c>date</c>, <c>amount</c>, <c>link</c> or <c>name</c>.</param>
/// <param name="Value">As the customer wrote it.</param>
/// <param name="Seq">Where.</param>
internal sealed record GivenItem(string Kind, string Value, long Seq);

/// <summary>Resolved cases like this one.</summary>
/// <param name="Best">The most alike, best first.</param>
/// <param name="Counted">How many were counted as alike.</param>
/// <param name="Outcomes">How many of those ended in each way.</param>
internal sealed record SimilarItem(IReadOnlyList<SimilarCase> Best, int Counted, IReadOnlyDictionary<string, int> Outcomes)
{
    public static SimilarItem Of(SimilarCasesFound found) => new(found.Best, found.Counted, found.Outcomes.ToDictionary(o => o.Outcome, o => o.Count, StringComparer.Ordinal));
}

/// <summary>One ground of the suggested step, with where it can be looked up.</summary>
/// <param name="Text">In one sentence.</param>
/// <param name="Evidence">Events, rules, cases, articles, tasks or the customer.</param>
internal sealed record GroundItem(string Text, IReadOnlyList<EvidenceItem> Evidence)
{
    public static GroundItem Of(Ground ground) => new(ground.Text, [.. ground.Evidence.Select(e => new EvidenceItem(JsonNamingPolicy.CamelCase.ConvertName(e.Kind.ToString()), e.Id))]);
}

/// <summary>A piece of evidence.</summary>
/// <param name="Kind"><c>event</c>, <c>rule</c>, <c>case</c>, <c>article</c>, <c>task</c> or <c>customer</c>.</param>
/// <param name="Id">Which.</param>
internal sealed record EvidenceItem(string Kind, string Id);
