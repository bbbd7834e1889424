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

    /// <summary>It ends in a moment, unless that is undone.</summary>
    Ending,

    /// <summary>It is part of another case.</summary>
    Merged,

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

    /// <summary>Whether the person may move it on though it is not theirs: nobody has it.</summary>
    public bool CanMove => Move is Move.Mine or Move.Open;

    /// <summary>Whether it is offered to the person, who may let that pass.</summary>
    public bool CanPass { get; init; }

    /// <summary>Whether the person may take it from its owner.</summary>
    public bool CanTakeOver { get; init; }

    /// <summary>Whether the person may take its end back.</summary>
    public bool CanUndo { get; init; }

    public static CaseStanding Of(HandoffCase handoff, Viewer viewer, Func<string, string> nameOf)
    {
        var line = handoff.Line;
        if (line.Resolved is not null) return new(Move.Over, $"{(handoff.ResolvedBy is { } by ? nameOf(by) : "Somebody")} resolved it: {OutcomeWords(line.Outcome)}.");
        if (handoff.Open?.Ending is { } ending)
            return ending.By == viewer.Email ? new(Move.Ending, "You ended it. Nothing has gone out yet; it does in a moment.") { CanUndo = true } : new(Move.Ending, $"{nameOf(ending.By)} has just ended it and may still take that back.");
        if (line.MergedInto is { } into) return new(Move.Merged, $"It is part of {into} now, and ends with that case.");
        if (line.Owner is { } owner && owner != viewer.Email)
            return new(Move.Theirs, $"{nameOf(owner)} has this case. You can read along; if it is given back, you can claim it.") { CanTakeOver = viewer.Can(Rights.Operate) };
        if (!viewer.Can(Rights.Handle)) return new(Move.Watching, "You may look at cases. Claiming them takes the role Human agent or higher.");
        if (line.Owner is not null) return new(Move.Mine, "");
        if (handoff.Barred is { } why) return new(Move.Watching, why);
        if (line.OfferedTo is { } to && to != viewer.Email) return new(Move.Theirs, $"It is offered to {nameOf(to)} just now. If they let it pass, you can claim it.");
        return new(Move.Open, OpenWords(line, viewer)) { CanPass = line.OfferedTo == viewer.Email };
    }

    private static string OpenWords(HandoffLine line, Viewer viewer) => line switch
    {
        _ when line.OfferedTo == viewer.Email => "It is offered to you. Claim it, or let it pass to the next.",
        { Sleeps: not null, SleepsForAnswer: true } => "It sleeps until the customer answers. Claiming it wakes it.",
        { Sleeps: not null } => "It sleeps until its time comes. Claiming it wakes it.",
        _ => "Nobody has it yet. From your claim on, no agent contacts this customer until you resolve it.",
    };

    public static string OutcomeWords(string? outcome) => outcome switch
    {
        "approved" => "approved",
        "rejected" => "rejected",
        "answered" => "answered",
        "returned" => "returned to the agent",
        _ => "closed another way",
    };
}
