namespace Baton.Engine.Storage.Chain;

/// <summary>The lane to which a customer belongs: what is written of one customer is written by one, in order.</summary>
internal static class LaneNumber
{
    /// <summary>How many there are. Fixed, so that a customer's lane is the same on every node and after every start.</summary>
    public const int Count = 64;

    /// <summary>FNV-1a, 32 bit (Fowler, Noll, Vo).</summary>
    public static int Of(string workspace, string customer)
    {
        var hash = 2166136261u;
        foreach (var c in workspace) hash = (hash ^ c) * 16777619u;
        foreach (var c in customer) hash = (hash ^ c) * 16777619u;
        return (int)(hash % Count);
    }
}
