using Baton.Web.Frame.Palette;

namespace Baton.Web.Agents;

/// <summary>What the agents' pages need and put into the frame.</summary>
internal static class AgentPages
{
    public static void AddAgentPages(this IServiceCollection services)
    {
        services.AddSingleton<AgentSwitch>();
        services.AddSingleton<TaskResults>();
        services.AddScoped<IPaletteSource, AgentsToOpen>();
    }
}
