using System.Threading.RateLimiting;
using Baton.Engine.Pipeline;
using Baton.Web.Problems;
using Baton.Web.Start;

namespace Baton.Web.Keys;

/// <summary>How fast one key may call, so that one caller cannot take the app from the others; and a pause for all when the log is behind.</summary>
internal static class RateLimits
{
    /// <summary>For calls without a key, which prove themselves otherwise: so many in a second from one address.</summary>
    public const string Keyless = "keyless";

    private const int KeylessPerSecond = 200;

    public static void AddRateLimits(this IServiceCollection services, StartSettings settings) => services.AddRateLimiter(options =>
    {
        options.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context => context.User.FindFirst(Caller.KeyClaim)?.Value is { } key
            ? RateLimitPartition.GetTokenBucketLimiter(key, _ => BucketOf(settings.RequestsPerSecond))
            : RateLimitPartition.GetNoLimiter(""));
        options.AddPolicy(Keyless, context => RateLimitPartition.GetTokenBucketLimiter(context.Connection.RemoteIpAddress?.ToString() ?? "", _ => BucketOf(KeylessPerSecond)));
        options.OnRejected = static (rejected, _) =>
        {
            var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? Math.Max(1, (int)Math.Ceiling(after.TotalSeconds)) : 1;
            var problem = Problem.TooFast(rejected.HttpContext.User.HasClaim(claim => claim.Type == Caller.KeyClaim) ? "This key calls faster than it may." : "More calls come from this address than are taken.") with { RetryAfter = wait };
            return new ValueTask(problem.ExecuteAsync(rejected.HttpContext));
        };
    });

    /// <summary>Refuses for a moment while so much is under way that waiting would only grow.</summary>
    public static TBuilder RefuseWhenFull<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.AddEndpointFilter(static (context, next) =>
            context.HttpContext.RequestServices.GetRequiredService<Conductor>().IsFull
                ? throw Problem.TooFast("The log is behind; nothing was changed. Try again in a moment.").Thrown()
                : next(context));

    private static TokenBucketRateLimiterOptions BucketOf(int perSecond) => new()
    {
        TokenLimit = perSecond * 2,
        TokensPerPeriod = Math.Max(1, perSecond / 10),
        ReplenishmentPeriod = TimeSpan.FromMilliseconds(100),
        AutoReplenishment = true,
        QueueLimit = 0,
    };
}
