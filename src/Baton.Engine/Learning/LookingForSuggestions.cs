using Baton.Core.Events;
using Baton.Engine.Jobs;
using Baton.Engine.Policies;

namespace Baton.Engine.Learning;

/// <summary>Looks once a night, on the app's clock, for what people's answers speak for.</summary>
internal sealed class LookingForSuggestions(SuggestionSearch search, Configurations configurations) : IJobWork
{
    public string Name => "Suggestions";

    public string Purpose => "Looks at what people approved, rejected and answered, and suggests changes of the policy and articles to admins. It changes nothing.";

    public Schedule Schedule { get; } = new(TimeSpan.FromHours(12), InAppTime: true);

    public async Task<string?> RunAsync(CancellationToken cancel)
    {
        var found = new List<string>();
        foreach (var workspace in configurations.Workspaces.ToList())
            if (await search.LookAsync(workspace, Actor.Baton, cancel) is { } words) found.Add(words);
        return found.Count == 0 ? null : string.Join(' ', found);
    }
}
