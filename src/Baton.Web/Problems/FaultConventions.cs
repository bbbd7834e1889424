namespace Baton.Web.Problems;

/// <summary>Says on an endpoint, for the API's document, which problems it answers with.</summary>
internal static class FaultConventions
{
    public static RouteHandlerBuilder Faults(this RouteHandlerBuilder endpoint, params int[] statuses)
    {
        foreach (var status in (int[])[StatusCodes.Status401Unauthorized, StatusCodes.Status403Forbidden, .. statuses]) endpoint.Produces<ProblemDocument>(status, Problem.ContentType);
        return endpoint;
    }
}
