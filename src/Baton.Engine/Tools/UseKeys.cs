using System.Text.Json;

namespace Baton.Engine.Tools;

/// <summary>
/// Gives the uses of one try their keys. The same again in one try gets another key, since it is meant; done in the next try in the same order it gets the same keys, and so
/// what came of it the first time. The key of a use that failed is free again.
/// </summary>
internal sealed class UseKeys(string work, string agent)
{
    private readonly Dictionary<string, HashSet<int>> _taken = new(StringComparer.Ordinal);

    public UseKey Take(string tool, JsonElement arguments)
    {
        var first = ToolUses.KeyOf(work, agent, tool, arguments);
        lock (_taken)
        {
            if (!_taken.TryGetValue(first, out var taken)) _taken[first] = taken = [];
            var times = 0;
            while (!taken.Add(times)) times++;
            return new UseKey(first, times);
        }
    }

    public void Free(UseKey key)
    {
        lock (_taken) _taken[key.First].Remove(key.Times);
    }
}

/// <summary>The key of one use.</summary>
[System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Auto)]
internal readonly record struct UseKey(string First, int Times)
{
    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{First}.{Times}");
}
