using Baton.Engine.Insights;
using Baton.Engine.Storage.Rows;

namespace Baton.Web.Insights;

/// <summary>What became of an action, as people say it.</summary>
public static class HeldWords
{
    /// <summary>What was wanted: <c>outreach → contact.email (promotion)</c>.</summary>
    public static string Title(ActionRow action) => $"{action.Agent} → {action.Kind}{(action.Purpose is { } purpose ? $" ({purpose})" : null)}";

    /// <summary>Where it stands now.</summary>
    public static string Became(HeldAction held) => held.Now.Status switch
    {
        "suppressed" => held.Verdict == "suppress" ? "Not done." : "Not done in the end.",
        "delayed" => "Still waits.",
        "escalated" => "Waits for a person.",
        "allowed" => "Allowed since; not reported yet.",
        "done" => "Done later.",
        "failed" => "Allowed later; it failed.",
        "abandoned" => "Allowed later; its agent gave it up.",
        "unreported" => "Allowed later; what became of it was never said.",
        "void" => "Allowed later; taken back when a person took over.",
        "breach" => "Done without a permit.",
        var other => other + ".",
    };
}
