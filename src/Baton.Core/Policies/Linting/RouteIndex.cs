namespace Baton.Core.Policies.Linting;

/// <summary>Routing rules by the event types they take, so that rules about different types are never compared.</summary>
internal sealed class RouteIndex
{
    private readonly Dictionary<string, List<Route>> _byType = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<Route> _ofAnyType = [];
    private readonly List<Route> _all = [];

    /// <summary>Adds the next rule.</summary>
    public void Add(Route route)
    {
        _all.Add(route);
        if (route.Types is not { } types)
        {
            _ofAnyType.Add(route);
            return;
        }

        foreach (var type in types)
        {
            if (!_byType.TryGetValue(type, out var routes)) _byType.Add(type, routes = []);
            routes.Add(route);
        }
    }

    /// <summary>The rules so far that could take one of its events, in order.</summary>
    public List<Route> Beside(Route route)
    {
        if (route.Types is not { } types) return _all;
        var found = types.SelectMany(type => _byType.GetValueOrDefault(type, [])).Concat(_ofAnyType).Distinct();
        return [.. found.OrderBy(r => r.Site.Index)];
    }
}
