using Baton.Engine.Pipeline;
using Baton.Engine.Storage;
using Baton.Engine.Storage.Journaling;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Baton.Engine.Alerts;

/// <summary>Registers alerts.</summary>
internal static class AlertSetup
{
    public static void AddAlerts(this IServiceCollection services)
    {
        services.AddSingleton<IAlertSender, WebhookAlerts>();
        services.AddSingleton<IAlertSender, EmailAlerts>();
        services.AddSingleton(p => new AlertDesk(p.GetRequiredService<IDbContextFactory<BatonDb>>(), p.GetRequiredService<Conductor>(), p.GetRequiredService<Journal>(), p.GetRequiredService<TimeProvider>(), p.GetServices<IAlertSender>(), p.GetRequiredService<ILogger<AlertDesk>>()));
    }
}
