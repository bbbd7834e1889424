using Baton.Engine.Actions;
using Baton.Engine.Agents;
using Baton.Engine.Agents.Calling;
using Baton.Engine.Agents.Trying;
using Baton.Engine.Backtesting;
using Baton.Engine.Chaos;
using Baton.Engine.Classification;
using Baton.Engine.Clocks;
using Baton.Engine.Cluster;
using Baton.Engine.Credentials;
using Baton.Engine.Customers;
using Baton.Engine.Handoffs;
using Baton.Engine.Insights;
using Baton.Engine.Live;
using Baton.Engine.Metrics;
using Baton.Engine.Outbound;
using Baton.Engine.Pipeline;
using Baton.Engine.Policies;
using Baton.Engine.Policies.Drafting;
using Baton.Engine.Policies.Publishing;
using Baton.Engine.Routing;
using Baton.Engine.Storage;
using Baton.Engine.Timeline;
using Baton.Engine.Trying;
using Baton.Engine.Workspaces;
using Microsoft.Extensions.DependencyInjection;

namespace Baton.Engine;

/// <summary>Registers the engine.</summary>
public static class EngineSetup
{
    /// <summary>Adds everything that decides, records and runs. The host starts it with <see cref="EngineService"/>.</summary>
    public static IServiceCollection AddEngine(this IServiceCollection services, StorageOptions storage, AppClock clock)
    {
        services.AddSingleton(clock);
        services.AddSingleton<TimeProvider>(clock);
        services.AddStorage(storage);
        services.AddNodes(storage);
        services.AddSingleton<LiveFeed>();
        services.AddSingleton<Configurations>();
        services.AddSingleton<PoolSights>();
        services.AddSingleton<Conductor>();
        services.AddSingleton<CustomerDesk>();
        services.AddSingleton<ActionDesk>();
        services.AddSingleton<ActionQueries>();
        services.AddSingleton<CustomerQueries>();
        services.AddSingleton<HandoffDesk>();
        services.AddSingleton<HandoffQueries>();
        services.AddSingleton<HandoffQueue>();
        services.AddSingleton<HandoffCases>();
        services.AddSingleton<PolicyGate>();
        services.AddSingleton<PolicyDesk>();
        services.AddSingleton<DraftDesk>();
        services.AddSingleton<SecondPerson>();
        services.AddSingleton<Publisher>();
        services.AddSingleton<RolloutDesk>();
        services.AddSingleton<RolloutQueries>();
        services.AddSingleton<RuleUses>();
        services.AddSingleton<RuleHistory>();
        services.AddSingleton<PolicyLint>();
        services.AddSingleton<OffersDesk>();
        services.AddSingleton<ModelExamples>();
        services.AddSingleton<ModelCorrections>();
        services.AddSingleton<ModelTraining>();
        services.AddSingleton<ModelDesk>();
        services.AddSingleton<AgentDesk>();
        services.AddSingleton<AgentOverviews>();
        services.AddSingleton<AgentHistory>();
        services.AddSingleton<TaskDesk>();
        services.AddSingleton<TaskQueries>();
        services.AddSingleton<PullDesk>();
        services.AddSingleton<WorkspaceDesk>();
        services.AddSingleton<KeyDesk>();
        services.AddSingleton<RetentionDesk>();
        services.AddChaos();
        services.AddOutbound();
        services.AddCredentials();
        services.AddSingleton<IAgentCaller, BuiltInCaller>();
        services.AddSingleton<AgentCalls>();
        services.AddSingleton<AgentTrials>();
        services.AddSingleton<Carrier>();
        services.AddSingleton<Dispatcher>();
        services.AddSingleton<Timers>();
        services.AddSingleton<ActionRunner>();
        services.AddSingleton<Replay>();
        services.AddSingleton<PastMoments>();
        services.AddSingleton<DecisionReplay>();
        services.AddSingleton<TryDesk>();
        services.AddSingleton<HeldActions>();
        services.AddSingleton<Conflicts>();
        services.AddSingleton<Digests>();
        services.AddSingleton<BacktestRunner>();
        services.AddSingleton<BacktestDesk>();
        services.AddSingleton<LiveStates>();
        services.AddSingleton<IConnector, CustomerConnector>();
        services.AddSingleton<TimelineWindows>();
        services.AddSingleton<WholeTimeline>();
        services.AddSingleton<TimelineFacets>();
        services.AddSingleton<EventStories>();
        services.AddSingleton<CustomerStories>();
        services.AddSingleton<FlowFigures>();
        services.AddSingleton<EngineMeter>();
        services.AddSingleton<EngineService>();
        services.AddHostedService(provider => provider.GetRequiredService<EngineService>());
        return services;
    }
}
