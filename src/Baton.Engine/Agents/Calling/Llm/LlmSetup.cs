using Baton.Engine.Metrics;
using Microsoft.Extensions.DependencyInjection;

namespace Baton.Engine.Agents.Calling.Llm;

/// <summary>Registers what calls LLM agents.</summary>
internal static class LlmSetup
{
    public static void AddLlmAgents(this IServiceCollection services)
    {
        services.AddSingleton<GenAiMeter>();
        services.AddSingleton(new ModelAccess(
            _ => throw new InvalidOperationException("Calls to models are not allowed in this installation."),
            (_, credential, _) => throw new InvalidOperationException($"There is no credential {credential} in this installation.")));
        services.AddSingleton<IAgentCaller, LlmCaller>();
    }
}
