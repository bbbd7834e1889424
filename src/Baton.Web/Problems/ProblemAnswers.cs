using Baton.Engine.Policies;
using Baton.Engine.Storage;
using Baton.Engine.Storage.Archives;
using Baton.Engine.Storage.Journaling;
using Microsoft.Data.Sqlite;

namespace Baton.Web.Problems;

/// <summary>Everything that goes wrong on the way of a program's request ends as a problem document, and never as a stack trace.</summary>
internal static class ProblemAnswers
{
    private static readonly PathString[] Programs = ["/api", "/hubs", "/healthz", "/metrics", "/openapi", "/mcp", "/a2a", "/.well-known"];

    public static void UseProblems(this WebApplication app) =>
        app.UseWhen(context => Programs.Any(prefix => context.Request.Path.StartsWithSegments(prefix)), branch => branch.Use(AnswerAsync));

    private static async Task AnswerAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context);
            if (!context.Response.HasStarted && context.Response is { StatusCode: >= 400, ContentLength: null, ContentType: null }) await OfStatus(context).ExecuteAsync(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            context.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
        }
        catch (Exception fault) when (!context.Response.HasStarted)
        {
            await OfFault(context, fault).ExecuteAsync(context);
        }
    }

    internal static Problem OfFault(HttpContext context, Exception fault)
    {
        switch (fault)
        {
            case ProblemException wrong:
                return wrong.Problem;
            case CooldownTooLongException later:
                return Problem.Conflict(later.Message);
            case ArchiveException unreadable:
                context.RequestServices.GetRequiredService<ILogger<Problem>>().LogError(unreadable, "{Method} {Path} met an archive that cannot be read", context.Request.Method, context.Request.Path);
                return Problem.Unavailable("What is asked for was moved into an archive that cannot be read just now. Baton's log says which; \"baton verify\" says what is wrong with it.");
            case JournalException:
                return Problem.Unavailable("The log could not be written; nothing was changed. Try again in a moment.");
            case var absent when absent is SqliteException || Absence.Is(absent):
                context.RequestServices.GetRequiredService<ILogger<Problem>>().LogError("{Method} {Path} met a database that cannot be read: {Fault}", context.Request.Method, context.Request.Path, absent.GetBaseException().Message);
                return Problem.Unavailable("The database cannot be read just now; nothing was changed. /healthz/ready says why.");
            case BadHttpRequestException bad:
                return new Problem(bad.StatusCode, bad.Message);
            default:
                context.RequestServices.GetRequiredService<ILogger<Problem>>().LogError(fault, "{Method} {Path} failed", context.Request.Method, context.Request.Path);
                return new Problem(StatusCodes.Status500InternalServerError, $"Something went wrong in Baton. It is in its log under {context.TraceIdentifier}.");
        }
    }

    private static Problem OfStatus(HttpContext context)
    {
        var request = context.Request;
        return new Problem(context.Response.StatusCode, context.Response.StatusCode switch
        {
            StatusCodes.Status404NotFound => $"There is nothing at {request.Path}. The document at /openapi/v1.json lists what there is.",
            StatusCodes.Status405MethodNotAllowed => $"{request.Method} is not possible here; {context.Response.Headers.Allow} is.",
            StatusCodes.Status415UnsupportedMediaType => $"The content type '{request.ContentType}' is not read here.",
            _ => "The request could not be answered.",
        });
    }
}
