using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;

namespace Baton.Web.Frame.Keys;

/// <summary>The keys bound on this circuit's screen right now. One per circuit; touched only on its renderer.</summary>
public sealed class KeyMap
{
    private ImmutableList<IReadOnlyList<PageKey>> _bound = [];

    /// <summary>Raised when keys were bound or released.</summary>
    public event Action? Changed;

    /// <summary>All bound keys, the latest binding of a key winning.</summary>
    public IEnumerable<PageKey> Keys => _bound.Reverse().SelectMany(keys => keys).DistinctBy(key => key.Key);

    public void Bind(IReadOnlyList<PageKey> keys)
    {
        _bound = _bound.Add(keys);
        Changed?.Invoke();
    }

    public void Release(IReadOnlyList<PageKey> keys)
    {
        _bound = _bound.Remove(keys);
        Changed?.Invoke();
    }

    /// <summary>Does what the key is bound to; the component that bound it renders afterwards, as after a click.</summary>
    public Task PressAsync(string key) => Keys.FirstOrDefault(bound => bound.Key == key)?.Press is { } press ? new EventCallback(press.Target as IHandleEvent, press).InvokeAsync() : Task.CompletedTask;
}
