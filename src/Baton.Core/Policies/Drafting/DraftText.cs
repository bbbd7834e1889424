using System.Text.Encodings.Web;
using System.Text.Json;

namespace Baton.Core.Policies.Drafting;

/// <summary>How documents are written that Baton itself changed.</summary>
internal static class DraftText
{
    // It is never put into a page as HTML: whoever reads the file reads names and texts as they were typed.
    public static readonly JsonSerializerOptions Written = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
