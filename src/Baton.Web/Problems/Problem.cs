using System.Globalization;
using System.Text.Json.Serialization;
using Baton.Core.Policies;
using Microsoft.AspNetCore.WebUtilities;

namespace Baton.Web.Problems;

/// <summary>An answer that says what is wrong (RFC 9457): a status, a sentence, and every fault with its place.</summary>
internal sealed record Problem(int Status, string Detail) : IResult
{
    public const string ContentType = "application/problem+json";

    /// <summary>Every fault found in what was sent.</summary>
    public IReadOnlyList<Fault> Errors { get; init; } = [];

    /// <summary>Who has it, when somebody else does.</summary>
    public string? Owner { get; init; }

    /// <summary>Why, for programs, where they must tell reasons apart.</summary>
    public string? ReasonCode { get; init; }

    /// <summary>After how many seconds trying again makes sense.</summary>
    public int? RetryAfter { get; init; }

    public static Problem Malformed(string detail) => new(StatusCodes.Status400BadRequest, detail);

    /// <summary>Well-formed but wrong: nothing was changed.</summary>
    public static Problem Wrong(params IReadOnlyList<Fault> faults) => new(StatusCodes.Status422UnprocessableEntity, faults.Count == 1 ? faults[0].Detail : $"{faults.Count} things are wrong; nothing was changed.") { Errors = faults };

    public static Problem Wrong(string pointer, string detail) => Wrong(new Fault(pointer, detail));

    public static Problem Missing(string detail) => new(StatusCodes.Status404NotFound, detail);

    public static Problem Conflict(string detail, string? owner = null) => new(StatusCodes.Status409Conflict, detail) { Owner = owner };

    public static Problem Forbidden(string detail) => new(StatusCodes.Status403Forbidden, detail);

    public static Problem TooFast(string detail) => new(StatusCodes.Status429TooManyRequests, detail) { RetryAfter = 1 };

    public static Problem Unavailable(string detail) => new(StatusCodes.Status503ServiceUnavailable, detail) { RetryAfter = 1 };

    /// <summary>Stops reading a request here and answers with this.</summary>
    public ProblemException Thrown() => new(this);

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = Status;
        if (RetryAfter is { } seconds) response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        var document = new ProblemDocument("about:blank", ReasonPhrases.GetReasonPhrase(Status), Status, Detail, Errors.Count > 0 ? Errors : null, Owner, ReasonCode is null ? null : Detail, ReasonCode);
        return response.WriteAsJsonAsync(document, options: null, ContentType, httpContext.RequestAborted);
    }
}

/// <summary>A problem as it is sent.</summary>
/// <param name="Type">Always <c>about:blank</c>: the status says what kind of problem it is.</param>
/// <param name="Title">The status in words.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Detail">What is wrong, in one or two sentences.</param>
/// <param name="Errors">Every fault found in what was sent, each with its JSON pointer.</param>
/// <param name="Owner">With 409 on a handoff: who has it.</param>
/// <param name="Reason">With 409 on a permit: the detail again, under the name that verdicts have.</param>
/// <param name="ReasonCode">With 409 on a permit: why, for programs.</param>
internal sealed record ProblemDocument(
    string Type,
    string Title,
    int Status,
    string Detail,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<Fault>? Errors,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Owner,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Reason = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? ReasonCode = null);

/// <summary>Ends a request with a problem.</summary>
internal sealed class ProblemException(Problem problem) : Exception(problem.Detail)
{
    public Problem Problem => problem;
}
