using System.Text.Json;
using Baton.Core.Events;
using Baton.Engine.Pipeline;

namespace Baton.Benchmarks.Coordination;

/// <summary>Customers' messages, as a channel would send them.</summary>
internal static class Messages
{
    private static readonly JsonElement Data = JsonElement.Parse("""{"text":"Where is my refund for order W4923227? It has been two weeks.","channel":"email"}""");

    public static Input Number(int i, int customers)
    {
        _ = Address.TryMake("email", $"customer{i % customers}@example.com", out var address);
        return new Input { Source = "urn:benchmark", Id = $"m{i}", Type = EventTypes.MessageReceived, Actor = Actor.Channel("urn:benchmark"), Subject = address.ToString(), Addresses = [address], Data = Data };
    }
}
