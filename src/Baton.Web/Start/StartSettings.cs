using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using Baton.Engine.Outbound;
using Baton.Engine.Storage;

namespace Baton.Web.Start;

/// <summary>The settings under <c>Baton:</c>, read once at the start. appsettings.Example.json explains each.</summary>
internal sealed record StartSettings(DirectoryInfo Data, bool IsDemo, bool IsTesting, DateTimeOffset? ClockStart, double? ClockRate)
{
    /// <summary>How many requests one API key may make in a second.</summary>
    public int RequestsPerSecond { get; private init; } = 20_000;

    /// <summary>How to reach the PostgreSQL database; null when the embedded one is used.</summary>
    public string? Postgres { get; private init; }

    /// <summary>Where other nodes on the same PostgreSQL database reach this one; null: where it listens.</summary>
    public Uri? ClusterAddress { get; private init; }

    /// <summary>Where agents elsewhere reach Baton; null: where it listens.</summary>
    public Uri? PublicAddress { get; private init; }

    /// <summary>The programs that workspaces may have started as MCP servers; none unless said.</summary>
    public IReadOnlyList<string> McpCommands { get; private init; } = [];

    /// <summary>With less free on the disk of <see cref="Data"/> the app calls itself not ready.</summary>
    public int LeastFreeMegabytes { get; private init; } = 64;

    /// <summary>Whether callers on the machine itself may read /metrics without a key.</summary>
    public bool MetricsOnLoopback { get; private init; }

    /// <summary>Where metrics and traces are sent, by the OpenTelemetry protocol; null: nowhere.</summary>
    public Uri? TelemetryEndpoint { get; private init; }

    /// <summary>Whether the app's log is JSON.</summary>
    public bool LogsAreJson { get; private init; }

    /// <summary>Encrypts the keys with which cookies and credentials are protected; null leaves them as they are.</summary>
    public X509Certificate2? KeyCertificate { get; private init; }

    /// <summary>What agents of every workspace may call although it is not public.</summary>
    public IReadOnlyList<string> OutboundAllowed { get; private init; } = [];

    /// <summary><c>--demo</c> alone is how people say it; the configuration wants a value.</summary>
    public static string[] Spell(string[] args) => [.. args.Select(arg => arg is "--demo" ? "--Baton:Demo=true" : arg)];

    /// <exception cref="InvalidOperationException">Something is wrong; the message names every fault and its key.</exception>
    public static StartSettings Read(IConfiguration configuration, string contentRoot)
    {
        var faults = new List<string>();
        var demo = Flag(configuration, "Baton:Demo", faults);
        var testing = Flag(configuration, "Baton:Testing", faults);
        var start = Time(configuration, "Baton:Clock:Start", faults);
        var rate = Number(configuration, "Baton:Clock:Rate", 0, 100_000, faults);
        var requests = Number(configuration, "Baton:RequestsPerSecond", 1, 1_000_000, faults);
        var free = Number(configuration, "Baton:LeastFreeMegabytes", 0, 1_000_000_000, faults);
        var loopback = Flag(configuration, "Baton:Metrics:Loopback", faults);
        var telemetry = Address(configuration, "Baton:Telemetry:Endpoint", faults);
        var cluster = Address(configuration, "Baton:Cluster:Address", faults);
        var known = Address(configuration, "Baton:PublicAddress", faults);
        var json = IsJson(configuration["Baton:Logs"], faults);
        if ((start is not null || rate is not (null or 1)) && !demo && !testing)
            faults.Add("Baton:Clock: may be set only with the demo or with Baton:Testing.");
        var postgres = PostgresOf(configuration, faults);
        var (certificate, allowed) = (KeyCertificates.Read(configuration, faults), Outbound(configuration, faults));
        CheckBootstrap(configuration.GetSection("Baton:Bootstrap"), faults);
        if (faults.Count > 0)
            throw new InvalidOperationException("The settings cannot be used:" + string.Concat(faults.Select(fault => Environment.NewLine + "  " + fault)));
        var data = configuration["Baton:Data"] is { Length: > 0 } folder ? folder : "data";
        return new StartSettings(new DirectoryInfo(Path.Combine(contentRoot, data)), demo, testing, start, rate)
        {
            RequestsPerSecond = (int)(requests ?? 20_000),
            LeastFreeMegabytes = (int)(free ?? 64),
            MetricsOnLoopback = loopback,
            TelemetryEndpoint = telemetry,
            LogsAreJson = json,
            Postgres = postgres,
            ClusterAddress = cluster,
            PublicAddress = known,
            McpCommands = [.. configuration.GetSection("Baton:Mcp:Commands").GetChildren().Select(c => c.Value).OfType<string>().Where(c => c.Length > 0)],
            KeyCertificate = certificate,
            OutboundAllowed = allowed,
        };
    }

    private static string? PostgresOf(IConfiguration configuration, List<string> faults)
    {
        var (database, connection) = (configuration["Baton:Database"], configuration.GetConnectionString("Baton"));
        if (string.Equals(database, "Postgres", StringComparison.OrdinalIgnoreCase))
        {
            if (string.IsNullOrWhiteSpace(connection)) faults.Add("ConnectionStrings:Baton: Postgres needs to be told where it is, such as Host=localhost;Database=baton;Username=baton;Password=….");
            else if (DatabaseServer.FaultOf(connection) is { } fault) faults.Add($"ConnectionStrings:Baton: {fault}");
            return connection;
        }

        if (!string.IsNullOrEmpty(database) && !string.Equals(database, "Sqlite", StringComparison.OrdinalIgnoreCase))
            faults.Add($"Baton:Database: '{database}' is no database that Baton knows; use Sqlite or Postgres.");
        return null;
    }

    private static string[] Outbound(IConfiguration configuration, List<string> faults)
    {
        var allowed = (configuration["Baton:Outbound:Allowed"] ?? "").Split([',', ' ', ';'], StringSplitOptions.RemoveEmptyEntries);
        faults.AddRange(allowed.Where(text => Allowance.Parse(text) is null).Select(text => $"Baton:Outbound:Allowed: '{text}' is no host, host:port or block of addresses such as 10.0.0.0/8."));
        return allowed;
    }

    private static void CheckBootstrap(IConfigurationSection bootstrap, List<string> faults)
    {
        if (string.IsNullOrEmpty(bootstrap["AdminEmail"]) != string.IsNullOrEmpty(bootstrap["AdminPassword"]))
            faults.Add("Baton:Bootstrap: AdminEmail and AdminPassword belong together; one of them is missing.");
        if (bootstrap["ApiKey"]?.Any(c => c is <= ' ' or > '~') == true)
            faults.Add("Baton:Bootstrap:ApiKey: a key has visible ASCII characters only, since it travels in a header.");
    }

    private static Uri? Address(IConfiguration configuration, string key, List<string> faults)
    {
        var text = configuration[key];
        if (string.IsNullOrWhiteSpace(text))
            return null;
        if (Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https")
            return address;
        faults.Add($"{key}: '{text}' is not an address such as http://localhost:4318.");
        return null;
    }

    private static bool IsJson(string? logs, List<string> faults)
    {
        if (logs is not (null or "" or "text" or "json"))
            faults.Add($"Baton:Logs: '{logs}' is neither text nor json.");
        return logs is "json";
    }

    private static bool Flag(IConfiguration configuration, string key, List<string> faults)
    {
        var text = configuration[key];
        if (string.IsNullOrWhiteSpace(text))
            return false;
        if (!bool.TryParse(text, out var value))
            faults.Add($"{key}: '{text}' is neither true nor false.");
        return value;
    }

    private static DateTimeOffset? Time(IConfiguration configuration, string key, List<string> faults)
    {
        var text = configuration[key];
        if (string.IsNullOrWhiteSpace(text))
            return null;
        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
            return time;
        faults.Add($"{key}: '{text}' is not a time such as 2026-11-21T09:00:00Z.");
        return null;
    }

    private static double? Number(IConfiguration configuration, string key, double min, double max, List<string> faults)
    {
        var text = configuration[key];
        if (string.IsNullOrWhiteSpace(text))
            return null;
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max)
            return number;
        faults.Add($"{key}: '{text}' is not a number from {min:0} to {max:0}.");
        return null;
    }
}
