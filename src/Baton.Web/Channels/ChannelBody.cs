using System.Collections.Immutable;
using System.Net.Mail;
using Baton.Engine.Channels;
using Baton.Web.Problems;

namespace Baton.Web.Channels;

/// <summary>Reads a channel's definition as it was sent.</summary>
internal static class ChannelBody
{
    private const int MostKinds = 20;

    private static readonly string[] Kinds = ["webhook", "email", "slack"];
    private static readonly string[] Securities = ["startTls", "tls", "none"];

    public static ChannelDefinition Read(JsonMembers body, string name)
    {
        if (name.Length is 0 or > 64 || name.StartsWith('-') || name.EndsWith('-') || name.Any(c => c is not (>= 'a' and <= 'z' or >= '0' and <= '9' or '-'))) body.Wrong("name", $"'{name}' is no name of a channel: lower-case letters, digits and, within, hyphens, at most 64.");
        if (body.Text("name") is { } said && said != name) body.Wrong("name", $"The address says {name}, the body says {said}.");
        var kind = Enum.TryParse<ChannelKind>(body.Word("kind", Kinds, required: true), ignoreCase: true, out var known) ? known : ChannelKind.Webhook;
        var channel = new ChannelDefinition
        {
            Name = name,
            Kind = kind,
            Does = Does(body),
            Credential = body.Text("credential", max: 64),
            Secret = body.Text("secret", max: 64),
            Timeout = body.Duration("timeout", TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(5)) ?? TimeSpan.FromSeconds(30),
        };
        if (channel.Secret is not null && kind != ChannelKind.Webhook) body.Wrong("secret", "Only a webhook is signed.");
        return kind == ChannelKind.Email ? Email(body, channel) : channel with { Address = body.Address("address", required: true) };
    }

    private static ChannelDefinition Email(JsonMembers body, ChannelDefinition channel)
    {
        var host = body.Text("host", required: true, max: 253);
        if (host is not null && Uri.CheckHostName(host) == UriHostNameType.Unknown) body.Wrong("host", $"'{host}' is no host, for example smtp.example.com.");
        var from = body.Text("from", required: true, max: 254);
        if (from is not null && (!MailAddress.TryCreate(from, out var address) || address.Address != from || !System.Text.Ascii.IsValid(from))) body.Wrong("from", $"'{from}' is no e-mail address.");
        var security = Enum.TryParse<MailSecurity>(body.Word("security", Securities), ignoreCase: true, out var known) ? known : MailSecurity.StartTls;
        var user = body.Text("user", max: 254);
        if (user is null != channel.Credential is null) body.Wrong(user is null ? "user" : "credential", "Who signs in at the mail server has a user and a credential with the password; nobody has neither.");
        return channel with
        {
            Host = host ?? "unknown",
            Port = body.Whole("port", 1, 65_535) ?? (security == MailSecurity.Tls ? 465 : 587),
            Security = security,
            User = user,
            From = from,
            FromName = body.Text("fromName", max: 100),
            Subject = body.Text("subject", max: 200),
        };
    }

    private static ImmutableArray<string> Does(JsonMembers body)
    {
        var kinds = body.Texts("does", MostKinds) ?? [];
        if (kinds.Count == 0) body.Wrong("does", "Say what it does: kinds of actions such as contact.email, contact.* or refund.");
        foreach (var odd in kinds.Where(k => k.Length > 100 || k.TrimEnd('*').Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('.' or '-' or '_')) || k.TrimEnd('*').Length < Math.Max(1, k.Length - 1)))
            body.Wrong("does", $"'{odd}' is no kind of action: letters, digits, '.', '-' and '_', and perhaps a '*' at the end.");
        return [.. kinds];
    }
}

/// <summary>A channel as it is set up.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind"><c>webhook</c>, <c>email</c> or <c>slack</c>.</param>
/// <param name="Does">The kinds of actions that it does, a trailing <c>*</c> matching any ending.</param>
/// <param name="Address">A webhook's or Slack's address.</param>
/// <param name="Credential">A credential's name: bearer token, the mail server's password, or the end of Slack's address.</param>
/// <param name="Secret">A webhook: the name of the credential that signs.</param>
/// <param name="Host">E-mail: the mail server.</param>
/// <param name="Port">E-mail: its port.</param>
/// <param name="Security">E-mail: <c>startTls</c>, <c>tls</c> or <c>none</c>.</param>
/// <param name="User">E-mail: who signs in.</param>
/// <param name="From">E-mail: the sender's address.</param>
/// <param name="FromName">E-mail: the sender's name.</param>
/// <param name="Subject">E-mail: the subject where an action brings none.</param>
/// <param name="Timeout">How long one sending may take, an ISO 8601 duration.</param>
internal sealed record ChannelItem(string Name, string Kind, IReadOnlyList<string> Does, Uri? Address, string? Credential, string? Secret, string? Host, int? Port, string? Security, string? User, string? From, string? FromName, string? Subject, string Timeout)
{
    public static ChannelItem Of(ChannelDefinition channel)
    {
        var isEmail = channel.Kind == ChannelKind.Email;
        return new ChannelItem(channel.Name, channel.Kind.ToString().ToLowerInvariant(), channel.Does, channel.Address, channel.Credential, channel.Secret, channel.Host, isEmail ? channel.Port : null,
            isEmail ? System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(channel.Security.ToString()) : null, channel.User, channel.From, channel.FromName, channel.Subject, System.Xml.XmlConvert.ToString(channel.Timeout));
    }
}
