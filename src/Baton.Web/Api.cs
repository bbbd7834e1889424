using Baton.Web.A2a;
using Baton.Web.Actions;
using Baton.Web.Agents;
using Baton.Web.Agents.Spending;
using Baton.Web.Agents.Trying;
using Baton.Web.Agents.Versions;
using Baton.Web.Alerts;
using Baton.Web.Channels;
using Baton.Web.Chaos;
using Baton.Web.Classification;
using Baton.Web.Credentials;
using Baton.Web.Customers;
using Baton.Web.Events;
using Baton.Web.Handoffs;
using Baton.Web.Handoffs.Presence;
using Baton.Web.Handoffs.Quality;
using Baton.Web.Handoffs.Queues;
using Baton.Web.Handoffs.Wall;
using Baton.Web.Health;
using Baton.Web.Insights;
using Baton.Web.Keys;
using Baton.Web.Knowledge;
using Baton.Web.Learning;
using Baton.Web.Mcp;
using Baton.Web.Messages;
using Baton.Web.Outbound;
using Baton.Web.Policies;
using Baton.Web.Policies.Backtesting;
using Baton.Web.Policies.Rollouts;
using Baton.Web.Policies.Trying;
using Baton.Web.Problems;
using Baton.Web.Settings;
using Baton.Web.SignIn;
using Baton.Web.Start;
using Baton.Web.Timeline;
using Baton.Web.Tools;

namespace Baton.Web;

/// <summary>What other programs see of Baton.</summary>
internal static class Api
{
    public static void AddApi(this IServiceCollection services, StartSettings settings)
    {
        services.ConfigureHttpJsonOptions(json => ApiJson.Set(json.SerializerOptions));
        services.AddKeys(settings);
        services.AddLiveHub();
        services.AddMcpTools();
        services.AddApiDocument();
    }

    public static void MapApi(this WebApplication app)
    {
        app.MapHealth();
        app.MapApiDocument();
        var api = app.MapGroup("/api/v1");
        api.MapEvents();
        api.MapActions();
        api.MapCustomers();
        api.MapTimeline();
        api.MapPolicies();
        api.MapBacktests();
        api.MapTrying();
        api.MapRestoring();
        api.MapRedeeming();
        api.MapInsights();
        api.MapRollouts();
        api.MapModels();
        api.MapLearning();
        api.MapHandoffs();
        api.MapPresence();
        api.MapReplying();
        api.MapChannels();
        app.MapAttachments(api);
        api.MapBriefs();
        api.MapFigures();
        api.MapQuality();
        api.MapAlerts();
        api.MapMembers();
        api.MapQueues();
        api.MapRetention();
        api.MapAgents();
        api.MapSwitches();
        api.MapVersions();
        api.MapTryingAgents();
        api.MapSpending();
        api.MapTasks();
        api.MapTools();
        api.MapArticles();
        api.MapCallbacks();
        api.MapMcpServers();
        api.MapCredentials();
        api.MapOutbound();
        api.MapChaos();
        api.MapMessages();
        app.MapMcp();
        app.MapA2a();
        app.MapLiveHub();
    }
}
