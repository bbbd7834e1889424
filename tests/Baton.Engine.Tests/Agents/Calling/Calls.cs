using System.Text.Json;
using Baton.Core.Agents;
using Baton.Core.Events;
using Baton.Engine.Agents;
using Baton.Engine.Agents.Calling;
using Baton.Engine.Credentials;
using Baton.Engine.Outbound;

namespace Baton.Engine.Tests.Agents.Calling;

/// <summary>Calls as the carrier makes them, for callers that are tested by themselves.</summary>
internal static class Calls
{
    public const string Workspace = "default";

    private static readonly DateTimeOffset Moment = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    /// <summary>Clients that reach loopback, follow nothing and hide nothing.</summary>
    public static IOutbound Outbound { get; } = new Open();

    /// <summary>Credentials whose secret is in their name: <c>whsec_…</c>, or <c>secret-of-NAME</c>.</summary>
    public static ICredentials Credentials { get; } = new Named();

    public static AgentCall To(AgentDefinition agent, string task = "c-1-t7", string briefing = """{"event":{"type":"message.received","text":"Where is my parcel?"}}""", bool isTrial = false)
    {
        var trigger = new Event { Source = "urn:test", Id = "m-1", Type = EventTypes.MessageReceived, Customer = "c-1", Time = Moment, Received = Moment, Actor = Actor.Channel("urn:test"), Data = JsonElement.Parse("""{"text":"Where is my parcel?"}""") };
        var work = new AgentWork(Workspace, task, agent, trigger, new Lazy<IReadOnlyList<Event>>([trigger]), null, _ => []);
        return new AgentCall { Work = work, Briefing = new Lazy<JsonElement>(JsonElement.Parse(briefing)), IsTrial = isTrial };
    }

    private sealed class Open : IOutbound
    {
        private static readonly HttpClient Client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false }) { Timeout = Timeout.InfiniteTimeSpan };

        public HttpClient ClientOf(string workspace) => Client;

        public async ValueTask<Stream> DialAsync(string workspace, Uri target, CancellationToken cancel)
        {
            var client = new System.Net.Sockets.TcpClient();
            await client.ConnectAsync(target.Host, target.Port, cancel);
            return client.GetStream();
        }

        public bool IsAllowed(string workspace, Uri target) => true;
    }

    private sealed class Named : ICredentials
    {
        public string Reveal(string workspace, string name, Uri target) =>
            name == "lost" ? throw new CredentialException("There is no credential lost.") : name.StartsWith("whsec_", StringComparison.Ordinal) ? name : $"secret-of-{name}";

        public IReadOnlyList<string> RevealAll(string workspace, string name, Uri target) => name.Split('+').Select(n => Reveal(workspace, n, target)).ToList();
    }
}
