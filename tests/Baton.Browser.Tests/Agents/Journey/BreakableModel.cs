using System.Collections.Concurrent;
using System.Text.Json;
using Baton.Engine.Tests.Agents.Calling.Llm;

namespace Baton.Browser.Tests.Agents.Journey;

/// <summary>A model's server that answers well, until it is broken in one way or another, and again when it is mended. It always has the same address.</summary>
internal sealed class BreakableModel : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> _answered = new();
    private ModelServer _server = new();

    public BreakableModel()
    {
        Port = _server.Port;
        _server.Always = Well;
    }

    public int Port { get; }

    public string Address => $"http://127.0.0.1:{Port}/v1";

    /// <summary>The idempotency keys of the requests that it answered well, one a time.</summary>
    public IReadOnlyList<string> Answered => [.. _answered];

    /// <summary>From here on every request is refused with a 500.</summary>
    public void Fail() => _server.Always = _ => ModelScript.Refused(500, """{"error":{"message":"The model has run out of memory."}}""");

    /// <summary>From here on an answer begins and never ends.</summary>
    public void Stall() => _server.Always = _ => ModelScript.Answers() with { HangsAfter = 1 };

    /// <summary>From here on it answers what nobody asked for.</summary>
    public void Babble() => _server.Always = _ => ModelScript.Says("Once upon a time there was a model.");

    /// <summary>Nobody listens any more.</summary>
    public ValueTask TurnOffAsync() => _server.DisposeAsync();

    /// <summary>It answers well again.</summary>
    public void TurnOn() => _server = new ModelServer(Port) { Always = Well };

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    // First it looks the customer up, then it answers and asks for one action.
    private ModelScript Well(SeenRequest request)
    {
        _answered.Enqueue(request.Headers["Idempotency-Key"]);
        return request.Body.GetProperty("messages").EnumerateArray().Any(message => message.GetProperty("role").GetString() == "tool")
            ? ModelScript.Answers("""{"text":"It is on its way."}""", actions: """[{"kind":"customer.update","purpose":"service","text":"Answered.","data":"{\"attributes\":{\"answered\":true}}"}]""")
            : ModelScript.UsesTools(("customer_read", "{}"));
    }
}
