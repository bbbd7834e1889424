using System.Net.Security;
using System.Text;

namespace Baton.Engine.Channels.Sending;

/// <summary>
/// What is said to a mail server (RFC 5321, STARTTLS by RFC 3207, signing in by RFC 4954). Small, since it sends one message and must go through the
/// guarded connections that other calls go through.
/// </summary>
internal sealed class SmtpConversation(Stream connection, string host) : IAsyncDisposable
{
    private const int LongestLine = 2048, MostLines = 200;

    private Stream _stream = connection;
    private readonly byte[] _buffer = new byte[1024];
    private int _start, _end;
    private HashSet<string> _offers = [];
    private HashSet<string> _waysIn = [];

    /// <summary>Greets, and encrypts the connection as it should be.</summary>
    public async Task BeginAsync(MailSecurity security, CancellationToken cancel)
    {
        if (security == MailSecurity.Tls) await EncryptAsync(cancel);
        await ExpectAsync("greeted Baton with", "2", cancel);
        await GreetAsync(cancel);
        if (security != MailSecurity.StartTls) return;
        if (!_offers.Contains("STARTTLS")) throw new ChannelException($"The mail server {host} offers no encryption (STARTTLS). Choose another port or kind of security; without any, nothing secret should go there.");
        await AskAsync("STARTTLS", "refused to encrypt:", "2", cancel);
        if (_start < _end) throw new ChannelException($"The mail server {host} said more than it may before encryption. Somebody may sit in between.");
        await EncryptAsync(cancel);
        await GreetAsync(cancel);
    }

    /// <summary>Signs in.</summary>
    public async Task SignInAsync(string user, string password, CancellationToken cancel)
    {
        const string Refused = "did not let Baton sign in:";
        if (_waysIn.Contains("LOGIN") && !_waysIn.Contains("PLAIN"))
        {
            await AskAsync("AUTH LOGIN", Refused, "3", cancel);
            await AskAsync(Base64(user), Refused, "3", cancel);
            await AskAsync(Base64(password), Refused, "2", cancel);
            return;
        }

        await AskAsync("AUTH PLAIN " + Base64($"\0{user}\0{password}"), Refused, "2", cancel);
    }

    /// <summary>Sends a message whose lines are short and begin with no dot.</summary>
    public async Task SendAsync(string from, string to, byte[] message, CancellationToken cancel)
    {
        await AskAsync($"MAIL FROM:<{from}>", $"refused the sender {from}:", "2", cancel);
        await AskAsync($"RCPT TO:<{to}>", "refused the recipient:", "2", cancel);
        await AskAsync("DATA", "refused the message:", "3", cancel);
        await _stream.WriteAsync(message, cancel);
        await AskAsync("\r\n.", "refused the message:", "2", cancel);
        try
        {
            await AskAsync("QUIT", "did not part:", "2", cancel);
        }
        catch (Exception e) when (e is ChannelException or IOException)
        {
            // It has the message; how it says goodbye does not matter.
        }
    }

    public ValueTask DisposeAsync() => _stream.DisposeAsync();

    private async Task GreetAsync(CancellationToken cancel)
    {
        var lines = await AskAsync("EHLO baton", "did not answer the greeting:", "2", cancel);
        _offers = lines.Skip(1).Select(l => l.Split(' ')[0].ToUpperInvariant()).ToHashSet(StringComparer.Ordinal);
        _waysIn = lines.Where(l => l.StartsWith("AUTH", StringComparison.OrdinalIgnoreCase)).SelectMany(l => l[4..].Split([' ', '='], StringSplitOptions.RemoveEmptyEntries)).Select(w => w.ToUpperInvariant()).ToHashSet(StringComparer.Ordinal);
    }

    private async Task EncryptAsync(CancellationToken cancel)
    {
        var tls = new SslStream(_stream, leaveInnerStreamOpen: false);
        _stream = tls;
        await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = host }, cancel);
    }

    private async Task<List<string>> AskAsync(string line, string whatItDid, string expected, CancellationToken cancel)
    {
        await _stream.WriteAsync(Encoding.ASCII.GetBytes(line + "\r\n"), cancel);
        await _stream.FlushAsync(cancel);
        return await ExpectAsync(whatItDid, expected, cancel);
    }

    // A reply is one line, or several of which all but the last have a hyphen after the number.
    private async Task<List<string>> ExpectAsync(string whatItDid, string expected, CancellationToken cancel)
    {
        var said = new List<string>();
        for (;;)
        {
            var line = await LineAsync(cancel);
            if (line.Length < 3 || said.Count == MostLines) throw new ChannelException($"The mail server {host} does not speak SMTP.");
            said.Add(line.Length > 4 ? line[4..] : "");
            if (line.Length > 3 && line[3] == '-') continue;
            return line.StartsWith(expected, StringComparison.Ordinal) ? said : throw new ChannelException($"The mail server {host} {whatItDid} {line[..3]} {string.Join(' ', said)}".TrimEnd('.') + ".");
        }
    }

    private async Task<string> LineAsync(CancellationToken cancel)
    {
        var line = new StringBuilder();
        for (;;)
        {
            while (_start < _end)
            {
                var c = (char)_buffer[_start++];
                if (c == '\n') return line.ToString().TrimEnd('\r');
                if (line.Length == LongestLine) throw new ChannelException($"The mail server {host} says lines without end.");
                line.Append(c);
            }

            (_start, _end) = (0, await _stream.ReadAsync(_buffer, cancel));
            if (_end == 0) throw new ChannelException($"The mail server {host} hung up.");
        }
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
