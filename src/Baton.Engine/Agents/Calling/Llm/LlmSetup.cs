using Baton.Engine.Credentials;
using Baton.Engine.Metrics;
using Baton.Engine.Outbound;
using Microsoft.Extensions.DependencyInjection;

namespace Baton.Engine.Agents.Calling.Llm;

/// <summary>Registers what calls LLM agents.</summary>
internal static class LlmSetup
{
    public static void AddLlmAgents(this IServiceCollection services)
    {
        services.AddSingleton<GenAiMeter>();
        services.AddSingleton<IAgentCaller, LlmCaller>();
    }
}
