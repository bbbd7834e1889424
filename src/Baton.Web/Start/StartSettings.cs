using System.Globalization;

namespace Baton.Web.Start;

/// <summary>The settings under <c>Baton:</c>, read once at the start. appsettings.Example.json explains each.</summary>
internal sealed record StartSettings(DirectoryInfo Data, bool IsDemo, bool IsTesting, DateTimeOffset? ClockStart, double ClockRate)
{
    /// <summary><c>--demo</c> alone is how people say it; the configuration wants a value.</summary>
    public static string[] Spell(string[] args) => [.. args.Select(arg => arg is "--demo" ? "--Baton:Demo=true" : arg)];

    /// <exception cref="InvalidOperationException">Something is wrong; the message names every fault and its key.</exception>
    public static StartSettings Read(IConfiguration configuration, string contentRoot)
    {
        var faults = new List<string>();
        var demo = Flag(configuration, "Baton:Demo", faults);
        var testing = Flag(configuration, "Baton:Testing", faults);
        var start = Time(configuration, "Baton:Clock:Start", faults);
        var rate = Number(configuration, "Baton:Clock:Rate", faults);
        if ((start is not null || rate is not null) && !demo && !testing)
            faults.Add("Baton:Clock: may be set only with the demo or with Baton:Testing.");
        if (!string.Equals(configuration["Baton:Database"] ?? "Sqlite", "Sqlite", StringComparison.OrdinalIgnoreCase))
            faults.Add($"Baton:Database: '{configuration["Baton:Database"]}' is not available; this version runs on Sqlite.");
        if (faults.Count > 0)
            throw new InvalidOperationException("The settings cannot be used:" + string.Concat(faults.Select(fault => Environment.NewLine + "  " + fault)));
        return new StartSettings(new DirectoryInfo(Path.Combine(contentRoot, configuration["Baton:Data"] ?? "data")), demo, testing, start, rate ?? 1);
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

    private static double? Number(IConfiguration configuration, string key, List<string> faults)
    {
        var text = configuration[key];
        if (string.IsNullOrWhiteSpace(text))
            return null;
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number is >= 0 and <= 100_000)
            return number;
        faults.Add($"{key}: '{text}' is not a number from 0 to 100000.");
        return null;
    }
}
