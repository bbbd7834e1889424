using Baton.Engine.Handoffs.Similar;
using Microsoft.Extensions.DependencyInjection;

namespace Baton.Engine.Handoffs.Context;

/// <summary>Registers what helps people with a case.</summary>
internal static class CaseBackgroundSetup
{
    public static void AddCaseBackgrounds(this IServiceCollection services)
    {
        services.AddSingleton<CaseWordReader>();
        services.AddSingleton<SimilarCases>();
        services.AddSingleton<CaseIndexer>();
        services.AddHostedService(provider => provider.GetRequiredService<CaseIndexer>());
        services.AddSingleton<BriefSettings>();
        services.AddSingleton<ModelBriefs>();
        services.AddHostedService(provider => provider.GetRequiredService<ModelBriefs>());
        services.AddSingleton<CaseBriefs>();
        services.AddSingleton<CaseBackgrounds>();
    }
}
