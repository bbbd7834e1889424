namespace Baton.Web.Handoffs;

/// <summary>What a person has written in one case and not sent: kept while they look at other cases.</summary>
public sealed class CaseWriting(string? draft)
{
    /// <summary>The agent's words it began with; null when there were none.</summary>
    public string? Draft { get; private set; } = draft;

    /// <summary>The answer to the customer.</summary>
    public string Text { get; set; } = draft ?? "";

    /// <summary>The note for colleagues.</summary>
    public string Note { get; set; } = "";

    public bool HasText => !string.IsNullOrWhiteSpace(Text);

    public bool IsEdited => Text.Trim() != (Draft ?? "").Trim();

    /// <summary>An agent wrote a new draft meanwhile: it is taken only where the person has not begun.</summary>
    public void Offer(string? draft)
    {
        if (draft == Draft) return;
        if (!IsEdited) Text = draft ?? "";
        Draft = draft;
    }

    /// <summary>Goes back to the agent's words.</summary>
    public void Restore() => Text = Draft ?? "";
}
