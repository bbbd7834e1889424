using System.Text.RegularExpressions;

namespace Baton.Core.Schemas;

/// <summary>One value being held against a schema, within bounds of work and depth.</summary>
internal sealed class Evaluation
{
    /// <summary>How many steps may be taken: a subschema held against a value is one, and so is every few characters of a text that are looked at.</summary>
    public const int MaxSteps = 2_000_000;

    private const int MaxDepth = 512;

    private int _steps;
    private int _depth;

    public IReadOnlyList<SchemaFault> Faults(Subschema root, Datum value, int most)
    {
        var faults = new FaultList(most);
        try
        {
            Run(root, new Visit(this, value, null, null, faults));
        }
        catch (StoppedException e)
        {
            // Not known to keep the schema is not kept.
            faults.AddLast(new SchemaFault("", "", e.Message));
        }

        catch (RegexMatchTimeoutException e)
        {
            faults.AddLast(new SchemaFault("", "pattern", $"Could not be checked: the pattern {e.Pattern.Shorten()} takes too long."));
        }

        return faults.All;
    }

    /// <summary>Whether the value of the visit keeps the subschema; what it breaks goes to the visit's faults, what was looked at to its marks.</summary>
    public bool Run(Subschema schema, in Visit from)
    {
        Spend(1);
        if (schema.Always is { } always) return always || from.Fail("", "Must not be there.");
        if (++_depth > MaxDepth) throw new StoppedException("Could not be checked: value and schema are nested too deep together.");
        var visit = from.Into(schema);
        var keeps = true;
        foreach (var keyword in schema.Keywords)
        {
            keeps &= keyword.Check(visit);
            if (!keeps && visit.Enough) break;
        }

        if (!ReferenceEquals(visit.Marks, from.Marks)) from.Marks?.Join(visit.Marks!);
        _depth--;
        return keeps;
    }

    public void Spend(long steps)
    {
        if (steps > MaxSteps - _steps) throw new StoppedException("Could not be checked: to hold this value against this schema takes too many steps.");
        _steps += (int)steps;
    }

    private sealed class StoppedException(string message) : Exception(message);
}
