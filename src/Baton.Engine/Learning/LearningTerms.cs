using System.Text.Json;
using Baton.Core.Events;

namespace Baton.Engine.Learning;

/// <summary>How a model learns from people's corrections.</summary>
/// <param name="After">After how many new corrections it is trained again, from 1 to 10,000.</param>
/// <param name="Automatic">Whether a version that is better is put in force by itself; otherwise it is only suggested.</param>
public sealed record LearningTerms(int After = LearningTerms.Usual, bool Automatic = false)
{
    /// <summary>After so many corrections unless an admin says otherwise.</summary>
    public const int Usual = 50;

    /// <summary>The most corrections to wait for.</summary>
    public const int Most = 10_000;

    internal static string SettingOf(string model) => "model.learning:" + model;

    internal static LearningTerms Of(Event e) => new((int)(e.Data.Number("after") ?? Usual), e.Data.Member("automatic")?.ValueKind == JsonValueKind.True);

    internal static LearningTerms Read(string? setting) => setting is null ? new LearningTerms() : JsonSerializer.Deserialize<LearningTerms>(setting, JsonSerializerOptions.Web)!;

    internal string Write() => JsonSerializer.Serialize(this, JsonSerializerOptions.Web);
}
