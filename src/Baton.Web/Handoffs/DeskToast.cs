using Baton.Engine.Handoffs;

namespace Baton.Web.Handoffs;

/// <summary>What the page tells about an act that is done: quietly, at its foot, and with a way back while there is one.</summary>
/// <param name="Text">What was done, to what.</param>
public sealed class DeskToast(string text)
{
    /// <summary>What was done, to what; what became of it, once that is known.</summary>
    public string Text { get; set; } = text;

    /// <summary>The handoffs that end, each with what was written in it, so that undoing brings that back.</summary>
    public IReadOnlyDictionary<string, CaseWriting?> Ending { get; init; } = new Dictionary<string, CaseWriting?>(StringComparer.Ordinal);

    /// <summary>Until when it can be undone, by the app's clock; null when it cannot, or no longer.</summary>
    public DateTimeOffset? Until { get; set; }

    /// <summary>What went on after it, in sentences, as the log has them.</summary>
    public IReadOnlyList<string> Sequel { get; set; } = [];

    /// <summary>When there is nothing more to come of it, by the machine's clock; null while there is.</summary>
    public DateTimeOffset? Rests { get; set; }

    /// <summary>Whether it can be undone now.</summary>
    public bool CanUndo => Until is not null;
}
