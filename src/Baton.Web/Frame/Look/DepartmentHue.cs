namespace Baton.Web.Frame.Look;

/// <summary>The fixed hue of a department: 1 to 8, the same on every screen and after every restart.</summary>
public static class DepartmentHue
{
    private const int Hues = 8;

    private static readonly string[] WellKnown = ["support", "success", "sales", "marketing", "engineering", "finance", "compliance", "billing"];

    public static int Of(string department)
    {
        var known = Array.FindIndex(WellKnown, name => name.Equals(department, StringComparison.OrdinalIgnoreCase));
        return known >= 0 ? known + 1 : Spread(department);
    }

    // string.GetHashCode differs from process to process; a hue must not.
    private static int Spread(string department)
    {
        var hash = 17u;
        foreach (var letter in department)
            hash = (hash * 31) + char.ToLowerInvariant(letter);
        return (int)(hash % Hues) + 1;
    }
}
