using Baton.Engine.Channels;
using Baton.Engine.Pipeline;
using Baton.Engine.Storage.Rows;
using Baton.Engine.Workspaces;
using Baton.Web.Keys;
using Baton.Web.Problems;
using Baton.Web.SignIn;

namespace Baton.Web.Channels;

/// <summary>Files that go along with what customers and people write. They are only ever handed out to be saved, whatever they say they are.</summary>
internal static class AttachmentEndpoints
{
    public static void MapAttachments(this WebApplication app, IEndpointRouteBuilder api)
    {
        api.MapPost("/attachments", PutAsync).Needs(Scopes.Ingest, Scopes.Act, Scopes.Handoff).RefuseWhenFull().WithTags("Channels")
            .WithMetadata(new Microsoft.AspNetCore.Mvc.RequestSizeLimitAttribute(AttachmentDesk.Largest + 1))
            .WithSummary("Keeps a file of a customer's (the body, at most 10 MiB). Name its id in data.attachments of an event, or in attachments of a reply.")
            .Produces<AttachmentInfo>(StatusCodes.Status201Created).Faults(400, 404, 413, 429, 503);
        api.MapGet("/attachments/{id}", async (string id, Caller caller, HttpContext context, AttachmentDesk desk) => Of(context, await desk.FindAsync(caller.Workspace, id, context.RequestAborted), id)).Needs(Scopes.Read, Scopes.Handoff).WithTags("Channels")
            .WithSummary("A file, always to be saved, never to be shown.")
            .Produces<byte[]>(StatusCodes.Status200OK, "application/octet-stream").Faults(404);
        app.MapGet("/attachments/{id}", async (string id, HttpContext context, AttachmentDesk desk) => Of(context, await desk.FindAsync(Viewer.Of(context.User).Workspace, id, context.RequestAborted), id)).RequireAuthorization(Rights.View).ExcludeFromDescription();
    }

    private static async Task<IResult> PutAsync(string customer, string name, HttpRequest request, Caller caller, Members members, AttachmentDesk desk, Conductor conductor)
    {
        var by = await OnBehalf.ActorAsync(request, caller, members, Rights.Handle);
        if (!CustomerRefs.TryRead(customer, out var reference)) return Problem.Malformed($"'{customer}' names no customer. Write <kind>:<value>, for example email:ana@example.com.");
        if (conductor.Find(caller.Workspace, reference) is not { } id) return Problem.Missing($"Nobody is known as {customer}.");
        if (string.IsNullOrWhiteSpace(name) || name.Length > 400) return Problem.Malformed("'name' must be the file's name.");
        var content = await JsonBody.ReadAsync(request, AttachmentDesk.Largest);
        if (content.Length == 0) return Problem.Malformed("The body is empty; it should be the file.");
        return Results.Json(await desk.PutAsync(caller.Workspace, id, name, request.ContentType, content, by, CancellationToken.None), statusCode: StatusCodes.Status201Created);
    }

    private static IResult Of(HttpContext context, AttachmentRow? file, string id)
    {
        if (file is null) return Problem.Missing($"There is no file {id} in this workspace.");
        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        context.Response.Headers.CacheControl = "private, no-store";
        return Results.File(file.Content, "application/octet-stream", file.Name);
    }
}
