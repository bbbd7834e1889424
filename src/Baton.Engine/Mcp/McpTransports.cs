using Baton.Engine.Credentials;
using Baton.Engine.Outbound;
using ModelContextProtocol.Client;

namespace Baton.Engine.Mcp;

/// <summary>The ways to a server: over streamable HTTP through the guard, or to a program that was allowed.</summary>
internal sealed class McpTransports(IOutbound outbound, ICredentials credentials, McpOptions options)
{
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(2);

    /// <summary>What is wrong with how a server would be reached here; null when nothing is.</summary>
    public string? FaultOf(McpServerDefinition server) =>
        server.Command is not { } command || options.Commands.Contains(command, StringComparer.Ordinal) ? null
        : $"The program {command} may not be started on this machine. Who runs Baton allows programs in its settings, under Baton:Mcp:Commands.";

    /// <summary>The secrets that the server is given, current ones, in an order of their own.</summary>
    public IReadOnlyList<(string Name, string Value)> Secrets(string workspace, McpServerDefinition server)
    {
        if (server.Address is { } address) return server.Credential is { } bearer ? [("Authorization", "Bearer " + credentials.Reveal(workspace, bearer, address))] : [];
        var own = new Uri("stdio://" + server.Name);
        return [.. server.Environment.Where(v => v.Value.Credential is not null).Select(v => (v.Key, credentials.Reveal(workspace, v.Value.Credential!, own)))];
    }

    /// <summary>A way to the server, not yet walked.</summary>
    public IClientTransport To(string workspace, McpServerDefinition server, IReadOnlyList<(string Name, string Value)> secrets)
    {
        if (FaultOf(server) is { } fault) throw new McpServerException(fault, isFinal: true);
        if (server.Address is { } address)
        {
            return new HttpClientTransport(
                new HttpClientTransportOptions
                {
                    Endpoint = address,
                    Name = server.Name,
                    TransportMode = HttpTransportMode.StreamableHttp,
                    AdditionalHeaders = secrets.ToDictionary(s => s.Name, s => s.Value, StringComparer.Ordinal),
                },
                outbound.ClientOf(workspace),
                ownsHttpClient: false);
        }

        // Baton's own environment stays its own: there may be its database's password.
        var environment = StdioClientTransportOptions.GetDefaultEnvironmentVariables();
        foreach (var (name, variable) in server.Environment) if (variable.Value is { } value) environment[name] = value;
        foreach (var (name, value) in secrets) environment[name] = value;
        return new StdioClientTransport(new StdioClientTransportOptions
        {
            Command = server.Command ?? throw new McpServerException($"The MCP server {server.Name} has neither an address nor a program.", isFinal: true),
            Arguments = [.. server.Arguments],
            Name = server.Name,
            InheritEnvironmentVariables = false,
            EnvironmentVariables = environment,
            ShutdownTimeout = Farewell,
        });
    }
}
