using Baton.Core.Policies;
using Baton.Engine.Storage;
using Microsoft.AspNetCore.Mvc;

namespace Baton.Web.Problems;

/// <summary>How much of a list a request asks for: <c>?limit=</c> (default 50, at most 500) and <c>?cursor=</c>.</summary>
/// <param name="Limit">How many items at most.</param>
/// <param name="Cursor">What <c>next</c> of the page before said.</param>
internal sealed record Paging([property: FromQuery(Name = "limit")] string? Limit, [property: FromQuery(Name = "cursor")] string? Cursor)
{
    /// <exception cref="ProblemException">400: one of them is not what it must be.</exception>
    public PageOf Read()
    {
        var faults = new List<Fault>();
        var limit = 50;
        if (Limit is not null && (!int.TryParse(Limit, out limit) || limit < 1)) faults.Add(new Fault("/limit", $"'limit' must be a whole number from 1; no page holds more than {PageOf.MostItems}."));
        var page = PageOf.First(Math.Min(limit, PageOf.MostItems));
        if (Cursor is { Length: > 0 })
        {
            if (PageOf.Read(page.Limit, Cursor) is { } further) page = further;
            else faults.Add(new Fault("/cursor", "'cursor' must be the 'next' of an answer to the same question."));
        }

        return faults.Count == 0 ? page : throw (Problem.Malformed("The query cannot be read.") with { Errors = faults }).Thrown();
    }
}
