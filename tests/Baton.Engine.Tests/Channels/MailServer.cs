using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Baton.Engine.Tests.Channels;

/// <summary>What a mail server took.</summary>
internal sealed record Mail(string From, string To, string Text, string? SignedInAs)
{
    /// <summary>A header's value, unfolded.</summary>
    public string Header(string name) => Text.Replace("\r\n ", " ", StringComparison.Ordinal).Split("\r\n").First(l => l.StartsWith(name + ": ", StringComparison.Ordinal))[(name.Length + 2)..];

    /// <summary>The words of a message that has no files.</summary>
    public string Words => Encoding.UTF8.GetString(Convert.FromBase64String(Text[(Text.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..].Replace("\r\n", "", StringComparison.Ordinal)));
}

/// <summary>A small mail server on loopback that takes what it is sent, or refuses recipients.</summary>
internal sealed class MailServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly Task _running;

    public MailServer()
    {
        _listener.Start();
        _running = RunAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public ConcurrentQueue<Mail> Taken { get; } = [];

    /// <summary>The recipient whom it does not know.</summary>
    public string? Unknown { get; init; }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await ((Task)_running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _end.Dispose();
    }

    private async Task RunAsync()
    {
        while (!_end.IsCancellationRequested)
        {
            using var client = await _listener.AcceptTcpClientAsync(_end.Token);
            await using var stream = client.GetStream();
            using var reader = new StreamReader(stream, Encoding.ASCII);
            await using var writer = new StreamWriter(stream, Encoding.ASCII) { NewLine = "\r\n", AutoFlush = true };
            await TalkAsync(reader, writer);
        }
    }

    private async Task TalkAsync(StreamReader reader, StreamWriter writer)
    {
        string? signedIn = null, from = null, to = null;
        await writer.WriteLineAsync("220 mail.test");
        while (await reader.ReadLineAsync(_end.Token) is { } line)
        {
            if (line.StartsWith("EHLO", StringComparison.Ordinal)) await writer.WriteAsync("250-mail.test\r\n250-AUTH PLAIN LOGIN\r\n250 8BITMIME\r\n");
            else if (line.StartsWith("AUTH PLAIN ", StringComparison.Ordinal))
            {
                signedIn = Encoding.UTF8.GetString(Convert.FromBase64String(line[11..])).Replace('\0', '|');
                await writer.WriteLineAsync("235 welcome");
            }
            else if (line.StartsWith("MAIL FROM:", StringComparison.Ordinal))
            {
                from = line[10..].Trim('<', '>');
                await writer.WriteLineAsync("250 ok");
            }
            else if (line.StartsWith("RCPT TO:", StringComparison.Ordinal))
            {
                to = line[8..].Trim('<', '>');
                await writer.WriteLineAsync(to == Unknown ? "550 No such user here" : "250 ok");
            }
            else if (line == "DATA")
            {
                await writer.WriteLineAsync("354 go on");
                var text = new StringBuilder();
                while (await reader.ReadLineAsync(_end.Token) is { } said && said != ".") text.Append(said).Append("\r\n");
                Taken.Enqueue(new Mail(from!, to!, text.ToString(), signedIn));
                await writer.WriteLineAsync("250 taken");
            }
            else if (line == "QUIT")
            {
                await writer.WriteLineAsync("221 bye");
                return;
            }
            else await writer.WriteLineAsync("502 what?");
        }
    }
}
