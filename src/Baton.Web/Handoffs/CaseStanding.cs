using Baton.Engine.Handoffs;
using Baton.Web.SignIn;

namespace Baton.Web.Handoffs;

/// <summary>Whose move it is.</summary>
public enum Move
{
    /// <summary>Nobody has it: it can be claimed.</summary>
    Open,

    /// <summary>The person at the screen has it.</summary>
    Mine,

    /// <summary>Somebody else has it.</summary>
    Theirs,

    /// <summary>It is resolved.</summary>
    Over,

    /// <summary>The person may only look.</summary>
    Watching,
}

/// <summary>Whose move a case is, and why the buttons are as they are.</summary>
/// <param name="Move">Whose move.</param>
/// <param name="Explanation">In one or two sentences; empty when the case is one's own.</param>
public sealed record CaseStanding(Move Move, string Explanation)
{
    public bool CanClaim => Move == Move.Open;

    public bool CanAct => Move == Move.Mine;

    public static CaseStanding Of(HandoffCase handoff, Viewer viewer, Func<string, string> nameOf)
    {
        var line = handoff.Line;
        if (line.Resolved is not null) return new(Move.Over, $"{(handoff.ResolvedBy is { } by ? nameOf(by) : "Somebody")} resolved it: {OutcomeWords(line.Outcome)}.");
        if (line.Owner is { } owner && owner != viewer.Email) return new(Move.Theirs, $"{nameOf(owner)} has this case. You can read along; if it is given back, you can claim it.");
        if (!viewer.Can(Rights.Handle)) return new(Move.Watching, "You may look at cases. Claiming them takes the role Human agent or higher.");
        if (line.Owner is null && handoff.Barred is { } why) return new(Move.Watching, why);
        return line.Owner is null ? new(Move.Open, "Nobody has it yet. From your claim on, no agent contacts this customer until you resolve it.") : new(Move.Mine, "");
    }

    public static string OutcomeWords(string? outcome) => outcome switch
    {
        "approved" => "approved",
        "rejected" => "rejected",
        "answered" => "answered",
        _ => "closed another way",
    };
}
