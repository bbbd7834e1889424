using System.Net.Mime;

namespace Baton.Web.Problems;

/// <summary>What the body of a request holds, for the API's document. Not the framework's own mark for it, which would make routing refuse other content types before anybody can say why.</summary>
internal sealed record TakenBody(Type Type, IReadOnlyList<string> ContentTypes);

/// <summary>Says on an endpoint, for the API's document, what it takes and which problems it answers with.</summary>
internal static class DocumentConventions
{
    public static RouteHandlerBuilder Takes<TBody>(this RouteHandlerBuilder endpoint, params string[] contentTypes) =>
        endpoint.WithMetadata(new TakenBody(typeof(TBody), contentTypes is [] ? [MediaTypeNames.Application.Json] : contentTypes));

    public static RouteHandlerBuilder Faults(this RouteHandlerBuilder endpoint, params int[] statuses)
    {
        foreach (var status in (int[])[StatusCodes.Status401Unauthorized, StatusCodes.Status403Forbidden, .. statuses]) endpoint.Produces<ProblemDocument>(status, Problem.ContentType);
        return endpoint;
    }
}
