using System.Text;
using Baton.Engine.Policies;
using Baton.Web.Frame.Palette;
using Baton.Web.Policies.Drafting;
using Baton.Web.SignIn;

namespace Baton.Web.Policies;

/// <summary>What the policy page needs.</summary>
internal static class PolicySetup
{
    public static void AddPolicyPages(this IServiceCollection services)
    {
        services.AddSingleton<DraftPresence>();
        services.AddScoped<IPaletteSource, RulesToOpen>();
    }

    /// <summary>The policy as a file, exactly as it was written, for members of the workspace who are signed in.</summary>
    public static void MapPolicyFile(this WebApplication app) =>
        app.MapGet("/policy/export", async (HttpContext context, PolicyDesk desk, Configurations configurations, bool draft = false) =>
        {
            var workspace = Viewer.Of(context.User).Workspace;
            var policy = configurations.Of(workspace).Policy;
            var kept = draft ? await desk.DraftAsync(workspace, context.RequestAborted) : null;
            var name = kept is null ? $"{workspace}-policy-{policy.Version}.json" : $"{workspace}-policy-draft.json";
            return Results.File(Encoding.UTF8.GetBytes(kept?.Document ?? policy.Document), "application/json", name);
        }).RequireAuthorization(Rights.View).ExcludeFromDescription();
}
