using Baton.Engine.Channels;

namespace Baton.Web.Handoffs;

/// <summary>What a person has written in one case and not sent: kept while they look at other cases.</summary>
public sealed class CaseWriting(string? draft)
{
    private string _text = draft ?? "";
    private string _note = "";

    /// <summary>Raised when the person wrote something; not when words were put there for them.</summary>
    public event Action? Changed;

    /// <summary>The agent's words it began with; null when there were none.</summary>
    public string? Draft { get; private set; } = draft;

    /// <summary>What was put there last without the person: the agent's words, or their own of an earlier time.</summary>
    public string Given { get; private set; } = draft ?? "";

    /// <summary>The answer to the customer.</summary>
    public string Text
    {
        get => _text;
        set
        {
            if (_text == value) return;
            _text = value;
            Changed?.Invoke();
        }
    }

    /// <summary>The note for colleagues.</summary>
    public string Note
    {
        get => _note;
        set
        {
            if (_note == value) return;
            _note = value;
            Changed?.Invoke();
        }
    }

    /// <summary>The files that go along with the next answer.</summary>
    public List<AttachmentInfo> Files { get; } = [];

    /// <summary>What the person says the case is about; null while they say nothing.</summary>
    public string? Label { get; set; }

    /// <summary>What the end carries, so that the label is learned; undefined when there is nothing.</summary>
    public System.Text.Json.JsonElement Data { get; set; }

    public bool HasText => !string.IsNullOrWhiteSpace(Text);

    public bool IsEdited => Text.Trim() != (Draft ?? "").Trim();

    /// <summary>An agent wrote a new draft meanwhile: it is taken only where the person has not begun.</summary>
    public void Offer(string? draft)
    {
        if (draft == Draft) return;
        if (!IsEdited) _text = Given = draft ?? "";
        Draft = draft;
    }

    /// <summary>Brings back what the person wrote here at another time; false when they have begun anew, or there is nothing.</summary>
    public bool Resume(string? text, string? note)
    {
        if (IsEdited || _note.Length > 0 || (text ?? note) is null) return false;
        if (text is not null) _text = Given = text;
        _note = note ?? "";
        return true;
    }

    /// <summary>It was sent: the next words are new ones.</summary>
    public void Clear()
    {
        Text = Given = "";
        Files.Clear();
    }

    /// <summary>Goes back to the agent's words.</summary>
    public void Restore() => Text = Draft ?? "";
}
