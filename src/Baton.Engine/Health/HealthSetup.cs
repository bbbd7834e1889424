using Microsoft.Extensions.DependencyInjection;

namespace Baton.Engine.Health;

/// <summary>Registers health.</summary>
public static class HealthSetup
{
    /// <summary>Adds the signs and what watches them. Needs the engine and its jobs.</summary>
    public static IServiceCollection AddHealth(this IServiceCollection services, HealthLimits limits)
    {
        services.AddSingleton(limits);
        services.AddSingleton<HealthSigns>();
        services.AddSingleton<HealthWatch>();
        services.AddHostedService(provider => provider.GetRequiredService<HealthWatch>());
        return services;
    }
}
