using System.Text.Json;
using Baton.Engine.Workspaces;
using Baton.Web.Keys;
using Baton.Web.Problems;
using Microsoft.AspNetCore.Http.Features;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Baton.Web.Mcp;

/// <summary>
/// Baton as an MCP server over streamable HTTP. Nothing is kept between two requests: each stands for itself, so any node may answer it and nothing is lost by a restart.
/// Baton never speaks first, so there is no stream to open by GET and no session to end by DELETE.
/// </summary>
internal static class McpEndpoint
{
    public const string Path = "/mcp";

    private const string Instructions =
        "Baton coordinates the AI agents of one business. Before you do anything to a customer (write to them, refund, change their data) ask may_i, and act only on the verdict allow; on delay wait until retryAt and ask again. "
        + "Tell Baton what happened with record_event. Read customer_context before you decide. Give to people by hand_off what you cannot do, and ask other agents by send_message.";

    public static void MapMcp(this IEndpointRouteBuilder app)
    {
        string[] scopes = [Scopes.Act, Scopes.Ingest, Scopes.Read, Scopes.Handoff, Scopes.Agent];
        app.MapPost(Path, PostAsync).Needs(scopes).RefuseWhenFull().ExcludeFromDescription();
        app.MapMethods(Path, [HttpMethods.Get, HttpMethods.Delete], Refuse).Needs(scopes).ExcludeFromDescription();
    }

    private static Problem Refuse(HttpResponse response)
    {
        response.Headers.Allow = HttpMethods.Post;
        return new Problem(StatusCodes.Status405MethodNotAllowed, "Baton keeps no MCP sessions and never speaks first; send each request by POST.");
    }

    private static async Task PostAsync(HttpContext context, McpTools tools, ILoggerFactory loggers)
    {
        var (message, fault) = await McpRequest.ReadAsync(context.Request);
        if (message is null)
        {
            await fault!.ExecuteAsync(context);
            return;
        }

        await using var transport = new StreamableHttpServerTransport(loggers) { Stateless = true };
        await using var server = McpServer.Create(transport, OptionsFor(context, tools), loggers, context.RequestServices);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        var running = server.RunAsync(over.Token);
        Stream(context);
        if (!await transport.HandlePostRequestAsync(message, context.Response.Body, first => Status(context.Response, first), context.RequestAborted))
        {
            // A notification, or an answer to nothing that was asked: there is nothing to say.
            context.Response.Headers.ContentType = default;
            context.Response.StatusCode = StatusCodes.Status202Accepted;
        }

        await over.CancelAsync();
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private static void Stream(HttpContext context)
    {
        context.Response.Headers.ContentType = "text/event-stream";
        context.Response.Headers.CacheControl = "no-cache,no-store";
        context.Response.Headers.ContentEncoding = "identity";
        context.Features.GetRequiredFeature<IHttpResponseBodyFeature>().DisableBuffering();
    }

    private static ValueTask Status(HttpResponse response, JsonRpcMessage? first)
    {
        if (first is JsonRpcError { Error.Code: (int)McpErrorCode.HeaderMismatch or (int)McpErrorCode.UnsupportedProtocolVersion or (int)McpErrorCode.MissingRequiredClientCapability }) response.StatusCode = StatusCodes.Status400BadRequest;
        return ValueTask.CompletedTask;
    }

    private static McpServerOptions OptionsFor(HttpContext context, McpTools tools) => new()
    {
        ServerInfo = new Implementation { Name = "baton", Title = "Baton", Version = typeof(McpEndpoint).Assembly.GetName().Version?.ToString(3) ?? "1.0.0" },
        ServerInstructions = Instructions,
        Capabilities = new ServerCapabilities { Tools = new ToolsCapability() },
        Handlers = new McpServerHandlers
        {
            ListToolsHandler = (_, _) => ValueTask.FromResult(tools.List(context)),
            CallToolHandler = async (request, cancel) => await tools.CallAsync(request.Params, context, cancel),
        },
    };
}
