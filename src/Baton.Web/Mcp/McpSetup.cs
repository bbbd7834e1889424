namespace Baton.Web.Mcp;

/// <summary>The tools that Baton offers to other people's agents.</summary>
internal static class McpSetup
{
    public static void AddMcpTools(this IServiceCollection services)
    {
        // What a caller did wrong is told to the caller; what Baton did wrong is in its own log already.
        services.Configure<LoggerFilterOptions>(filter => filter.AddFilter("ModelContextProtocol.Server", LogLevel.Critical));
        services.AddSingleton<IMcpTool, MayITool>();
        services.AddSingleton<IMcpTool, RecordEventTool>();
        services.AddSingleton<IMcpTool, CustomerContextTool>();
        services.AddSingleton<IMcpTool, HandOffTool>();
        services.AddSingleton<IMcpTool, SendMessageTool>();
        services.AddSingleton<McpTools>();
        services.AddSingleton<A2a.A2aCalls>();
    }
}
