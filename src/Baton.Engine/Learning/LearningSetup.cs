using Microsoft.Extensions.DependencyInjection;

namespace Baton.Engine.Learning;

/// <summary>Registers what learns from people's answers.</summary>
internal static class LearningSetup
{
    public static void AddLearning(this IServiceCollection services)
    {
        services.AddSingleton<CaseLabels>();
        services.AddSingleton<Masks>();
        services.AddSingleton<Suggestions>();
        services.AddSingleton<ModelRetraining>();
        services.AddSingleton<ApprovalEvidence>();
        services.AddSingleton<ArticleEvidence>();
        services.AddSingleton<SuggestionSearch>();
        services.AddSingleton<SuggestionDesk>();
        services.AddSingleton<TrainingExport>();
    }
}
