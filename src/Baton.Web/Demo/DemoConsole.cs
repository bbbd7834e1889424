using Baton.Engine.Demo;
using Baton.Web.Frame;

namespace Baton.Web.Demo;

/// <summary>The demo in the console: its engine half and the bar that says so and steers it.</summary>
internal static class DemoConsole
{
    public static void AddDemoConsole(this IServiceCollection services)
    {
        services.AddDemo();
        services.AddSingleton(new TopBarPiece(typeof(DemoBar)));
    }
}
