using System.Globalization;
using System.Net.Mail;
using System.Text;
using System.Text.RegularExpressions;
using Baton.Engine.Storage.Rows;

namespace Baton.Engine.Channels.Sending;

/// <summary>An e-mail as it is sent (RFC 5322, MIME). Every text is encoded, so that nothing in it can begin a header, a part or a line with a dot.</summary>
internal sealed partial record MailText
{
    private const int BytesOfWord = 42, BytesOfLine = 57;

    public required string From { get; init; }

    public string? FromName { get; init; }

    public required string To { get; init; }

    public required string Subject { get; init; }

    public required string Text { get; init; }

    /// <summary>Its id, in angle brackets.</summary>
    public required string Id { get; init; }

    /// <summary>The id of the message that it answers, in angle brackets.</summary>
    public string? ReplyTo { get; init; }

    public required DateTimeOffset Sent { get; init; }

    public IReadOnlyList<AttachmentRow> Attachments { get; init; } = [];

    /// <summary>Whether a mail server can be told to send to it.</summary>
    public static bool IsAddress(string text) => MailAddress.TryCreate(text, out var address) && address.Address == text && Ascii.IsValid(text);

    public byte[] ToBytes()
    {
        var mail = new StringBuilder();
        Header(mail, "From", FromName is { Length: > 0 } name ? $"{Encoded(name)} <{From}>" : From);
        Header(mail, "To", To);
        Header(mail, "Subject", Encoded(Subject));
        Header(mail, "Date", Sent.UtcDateTime.ToString("ddd, dd MMM yyyy HH:mm:ss", CultureInfo.InvariantCulture) + " +0000");
        Header(mail, "Message-ID", Id);
        if (ReplyTo is { } answered && MessageId().IsMatch(answered))
        {
            Header(mail, "In-Reply-To", answered);
            Header(mail, "References", answered);
        }

        Header(mail, "MIME-Version", "1.0");
        Header(mail, "Auto-Submitted", "auto-generated");
        if (Attachments.Count == 0)
        {
            Part(mail, "text/plain; charset=utf-8", Encoding.UTF8.GetBytes(Text));
            return Encoding.ASCII.GetBytes(mail.ToString());
        }

        var boundary = "baton-" + Id[1..Id.IndexOf('@', StringComparison.Ordinal)];
        Header(mail, "Content-Type", $"multipart/mixed; boundary=\"{boundary}\"");
        mail.Append("\r\n--").Append(boundary).Append("\r\n");
        Part(mail, "text/plain; charset=utf-8", Encoding.UTF8.GetBytes(Text));
        foreach (var file in Attachments)
        {
            mail.Append("\r\n--").Append(boundary).Append("\r\n");
            Header(mail, "Content-Disposition", "attachment; filename*=utf-8''" + Uri.EscapeDataString(file.Name));
            Part(mail, MediaType().IsMatch(file.Type) ? file.Type : "application/octet-stream", file.Content);
        }

        mail.Append("\r\n--").Append(boundary).Append("--\r\n");
        return Encoding.ASCII.GetBytes(mail.ToString());
    }

    private static void Header(StringBuilder mail, string name, string value) => mail.Append(name).Append(": ").Append(value).Append("\r\n");

    private static void Part(StringBuilder mail, string type, byte[] content)
    {
        Header(mail, "Content-Type", type);
        Header(mail, "Content-Transfer-Encoding", "base64");
        mail.Append("\r\n");
        for (var at = 0; at < content.Length; at += BytesOfLine) mail.Append(Convert.ToBase64String(content, at, Math.Min(BytesOfLine, content.Length - at))).Append("\r\n");
    }

    // Encoded words (RFC 2047), none longer than it may be, and none cut within a character.
    private static string Encoded(string text)
    {
        text = string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c)).Trim();
        if (text.Length <= 60 && PlainWords().IsMatch(text)) return text;
        var (words, word, bytes) = (new List<string>(), new StringBuilder(), 0);
        foreach (var rune in text.EnumerateRunes())
        {
            if (bytes + rune.Utf8SequenceLength > BytesOfWord) Take();
            word.Append(rune.ToString());
            bytes += rune.Utf8SequenceLength;
        }

        Take();
        return string.Join("\r\n ", words);

        void Take()
        {
            words.Add($"=?utf-8?B?{Convert.ToBase64String(Encoding.UTF8.GetBytes(word.ToString()))}?=");
            word.Clear();
            bytes = 0;
        }
    }

    [GeneratedRegex("^<[^<>\\s]{1,250}>$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex MessageId();

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9 !'*+/-]*$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex PlainWords();

    [GeneratedRegex("^[a-z0-9.+-]{1,60}/[a-z0-9.+-]{1,60}$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex MediaType();
}
