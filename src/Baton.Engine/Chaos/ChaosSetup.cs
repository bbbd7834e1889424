using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Baton.Engine.Chaos;

/// <summary>Registers what injects faults and replays traffic. It does nothing until somebody asks for it in a test workspace.</summary>
internal static class ChaosSetup
{
    public static void AddChaos(this IServiceCollection services)
    {
        services.TryAddSingleton(new ChaosOptions());
        services.AddSingleton<Injections>();
        services.AddSingleton<TestWorkspaces>();
        services.AddSingleton<InjectionDesk>();
        services.AddSingleton<LoadDesk>();
        services.AddSingleton<LoadHistory>();
        services.AddSingleton<LoadReports>();
        services.AddSingleton<TestSwitch>();
        services.AddSingleton<ChaosKeeper>();
    }
}
