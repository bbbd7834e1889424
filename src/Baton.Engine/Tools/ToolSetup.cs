using Baton.Engine.Tools.Http;
using Baton.Engine.Tools.Importing;
using Baton.Engine.Tools.Mcp;
using Baton.Engine.Tools.Own;
using Microsoft.Extensions.DependencyInjection;

namespace Baton.Engine.Tools;

/// <summary>Registers the tools.</summary>
internal static class ToolSetup
{
    public static void AddTools(this IServiceCollection services)
    {
        services.AddSingleton<ToolRegistry>();
        services.AddSingleton<ToolDesk>();
        services.AddSingleton<ToolRates>();
        services.AddSingleton<ToolUses>();
        services.AddSingleton<Toolboxes>();
        services.AddSingleton<ToolTries>();
        services.AddSingleton<ToolFigures>();
        services.AddSingleton<ToolImport>();
        services.AddSingleton<IToolRunner, CustomerReader>();
        services.AddSingleton<IToolRunner, ActionAsker>();
        services.AddSingleton<IToolRunner, MessageSender>();
        services.AddSingleton<IToolRunner, PersonAsker>();
        services.AddSingleton<IToolRunner, HttpToolRunner>();
        services.AddSingleton<IToolRunner, McpToolRunner>();
        services.AddSingleton<IMcpTools, RegisteredMcpTools>();
        services.AddSingleton<McpImport>();
    }
}
