using Baton.Engine.Policies;
using Baton.Engine.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Baton.Engine.Handoffs.Wall;

/// <summary>Registers the desk's figures.</summary>
internal static class WallSetup
{
    public static void AddWall(this IServiceCollection services)
    {
        services.AddSingleton(p => new WallCases(p.GetRequiredService<IDbContextFactory<BatonDb>>(), p.GetRequiredService<Configurations>()));
        services.AddSingleton(p => new HandoffFigures(p.GetRequiredService<WallCases>(), p.GetRequiredService<IDbContextFactory<BatonDb>>()));
    }
}
