using System.Globalization;

namespace Baton.Web.Policies.Editing;

/// <summary>Ids that tie labels to fields: the same parts stand many times on one page.</summary>
internal static class ElementId
{
    private static int _last;

    public static string New() => string.Create(CultureInfo.InvariantCulture, $"edit-{Interlocked.Increment(ref _last)}");
}
