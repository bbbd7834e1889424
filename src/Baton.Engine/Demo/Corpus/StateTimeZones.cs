using System.Collections.Frozen;

namespace Baton.Engine.Demo.Corpus;

/// <summary>The time zone most people of a state of the USA live in.</summary>
internal static class StateTimeZones
{
    public const string Default = "America/New_York";

    private static readonly FrozenDictionary<string, string> Zones = new[]
    {
        ("America/Chicago", "AL AR IA IL KS LA MN MO MS ND NE OK SD TN TX WI"),
        ("America/Denver", "CO ID MT NM UT WY"),
        ("America/Phoenix", "AZ"),
        ("America/Los_Angeles", "CA NV OR WA"),
        ("America/Anchorage", "AK"),
        ("Pacific/Honolulu", "HI"),
    }.SelectMany(zone => zone.Item2.Split(' ').Select(state => KeyValuePair.Create(state, zone.Item1))).ToFrozenDictionary(StringComparer.Ordinal);

    public static string Of(string? state) => state is null ? Default : Zones.GetValueOrDefault(state, Default);
}
