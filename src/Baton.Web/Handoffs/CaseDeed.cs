using Microsoft.AspNetCore.Components.Forms;

namespace Baton.Web.Handoffs;

/// <summary>What a person does with the open case.</summary>
public abstract record CaseDeed
{
    /// <summary>Takes it.</summary>
    public sealed record Claim : CaseDeed;

    /// <summary>Gives it back to its queue.</summary>
    public sealed record Release : CaseDeed;

    /// <summary>Accepts what a colleague gave.</summary>
    public sealed record Accept : CaseDeed;

    /// <summary>Lets an offer pass.</summary>
    public sealed record Pass : CaseDeed;

    /// <summary>Wakes it.</summary>
    public sealed record Wake : CaseDeed;

    /// <summary>Takes its end back.</summary>
    public sealed record Undo : CaseDeed;

    /// <summary>Takes it from a colleague.</summary>
    public sealed record TakeOver(string Why) : CaseDeed;

    /// <summary>Gives it to a colleague or a queue.</summary>
    public sealed record Transfer(CaseTransfer To) : CaseDeed;

    /// <summary>Gives back what a colleague gave.</summary>
    public sealed record Bounce(string? Why) : CaseDeed;

    /// <summary>Gives it back to the agent.</summary>
    public sealed record Return(string? Note) : CaseDeed;

    /// <summary>Puts it to sleep.</summary>
    public sealed record Sleep(CaseSnooze Snooze) : CaseDeed;

    /// <summary>Makes it part of another.</summary>
    public sealed record Merge(string Into) : CaseDeed;

    /// <summary>Notes something.</summary>
    public sealed record Write(CaseNote Words) : CaseDeed;

    /// <summary>Says what was written, with its files, to the customer; the case stays open.</summary>
    public sealed record Say : CaseDeed;

    /// <summary>Puts files beside what is written.</summary>
    public sealed record Attach(IReadOnlyList<IBrowserFile> Files) : CaseDeed;

    /// <summary>Ends it.</summary>
    public sealed record End(CaseAct Act) : CaseDeed;

    /// <summary>Lets the agent's result go on with what was filled in or changed.</summary>
    public sealed record GoOnWith(IReadOnlyDictionary<string, string> Fields, string Told) : CaseDeed;
}
