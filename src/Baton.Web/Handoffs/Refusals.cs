using Baton.Core.Deciding;

namespace Baton.Web.Handoffs;

/// <summary>Refused acts in plain words, as they stand beside the button.</summary>
internal static class Refusals
{
    public static string? InWords(Refusal? refusal, Func<string, string> nameOf) => refusal switch
    {
        null => null,
        { Kind: RefusalKind.Taken, Owner: { } owner } => $"{nameOf(owner)} was faster and has this case now.",
        { Kind: RefusalKind.Gone } => "It was resolved meanwhile; nothing has changed.",
        { Kind: RefusalKind.Already, Owner: not null } => "You have this case already.",
        { Kind: RefusalKind.Already } => "It was given back already; nobody has it now.",
        _ => refusal.Detail,
    };
}
