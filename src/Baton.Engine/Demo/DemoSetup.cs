using Baton.Engine.Actions;
using Baton.Engine.Agents;
using Baton.Engine.Clocks;
using Baton.Engine.Pipeline;
using Baton.Engine.Policies;
using Baton.Engine.Storage;
using Baton.Engine.Storage.Archives;
using Baton.Engine.Storage.Journaling;
using Baton.Engine.Workspaces;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Baton.Engine.Demo;

/// <summary>Registers the demo; without this nothing of it exists in the app.</summary>
public static class DemoSetup
{
    /// <summary>Adds the demo: its company, its channel, and the player.</summary>
    public static IServiceCollection AddDemo(this IServiceCollection services)
    {
        services.AddSingleton<DemoCompany>();
        services.AddSingleton<DemoPerson>();
        services.AddSingleton<DemoMemory>();
        services.AddSingleton<IBuiltInAgent, DemoSales>();
        services.AddSingleton<IBuiltInAgent, DemoSuccess>();
        services.AddSingleton<DemoChannel>();
        services.AddSingleton<IConnector>(provider => provider.GetRequiredService<DemoChannel>());
        services.AddSingleton(provider => new DemoPlayer(
            provider.GetRequiredService<AppClock>(),
            provider.GetRequiredService<Conductor>(),
            provider.GetRequiredService<ActionDesk>(),
            provider.GetRequiredService<DemoPerson>(),
            provider.GetRequiredService<DemoCompany>(),
            provider.GetRequiredService<DemoMemory>(),
            provider.GetRequiredService<WorkspaceDesk>(),
            provider.GetRequiredService<ArchiveShelf>(),
            provider.GetRequiredService<ILogger<DemoPlayer>>()));
        services.AddHostedService(provider => provider.GetRequiredService<DemoPlayer>());
        return services;
    }
}
