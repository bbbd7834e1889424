using Baton.Engine.Agents.BuiltIn.Knowledge;
using Baton.Engine.Agents.BuiltIn.Triage;
using Microsoft.Extensions.DependencyInjection;

namespace Baton.Engine.Agents.BuiltIn;

/// <summary>Registers the agents that come with Baton. Another one is one class and one line here.</summary>
public static class BuiltInAgentSetup
{
    /// <summary>Adds them.</summary>
    public static IServiceCollection AddBuiltInAgents(this IServiceCollection services)
    {
        services.AddSingleton<IBuiltInAgent, TriageAgent>();
        services.AddSingleton<IBuiltInAgent, SentimentAgent>();
        services.AddSingleton<IBuiltInAgent, KnowledgeAgent>();
        services.AddSingleton<IBuiltInAgent, ReplyAgent>();
        services.AddSingleton<IBuiltInAgent, OutreachAgent>();
        services.AddSingleton<IBuiltInAgent, SurveyAgent>();
        return services;
    }
}
