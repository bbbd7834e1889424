using Baton.Engine.Handoffs.Quality;
using Baton.Engine.Pipeline;
using Baton.Engine.Policies;
using Baton.Engine.Storage;
using Baton.Engine.Storage.Journaling;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Baton.Engine.Handoffs.Wall;

/// <summary>Registers the desk's figures and reviews.</summary>
internal static class WallSetup
{
    public static void AddWall(this IServiceCollection services)
    {
        services.AddSingleton(p => new WallCases(p.GetRequiredService<IDbContextFactory<BatonDb>>(), p.GetRequiredService<Configurations>()));
        services.AddSingleton(p => new HandoffFigures(p.GetRequiredService<WallCases>(), p.GetRequiredService<IDbContextFactory<BatonDb>>()));
        services.AddSingleton(p => new QualityDesk(p.GetRequiredService<WallCases>(), p.GetRequiredService<IDbContextFactory<BatonDb>>(), p.GetRequiredService<Conductor>(), p.GetRequiredService<Journal>(), p.GetRequiredService<TimeProvider>()));
    }
}
