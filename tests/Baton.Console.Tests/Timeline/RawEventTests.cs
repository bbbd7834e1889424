using System.Text.Json;
using Baton.Engine.Storage.Rows;
using Baton.Web.Timeline;
using static Baton.Web.Tests.Timeline.Entries;

namespace Baton.Web.Tests.Timeline;

public sealed class RawEventTests
{
    [Fact]
    public void The_event_reads_as_it_came_in_without_what_Baton_added()
    {
        var row = new LogRow
        {
            Seq = 1, Workspace = "default", Source = "urn:shop", Id = "a1", Type = "invoice.paid", Time = Noon.ToUnixTimeMilliseconds(), Received = Noon.ToUnixTimeMilliseconds(),
            Actor = "channel:urn:shop", Root = 1, Attributes = """{"traceparent":"00-1","batonaddresses":["email:ana@example.com"]}""", Data = """{"amount":40,"note":"<ü>"}""",
        };

        var json = RawEvent.Event(row);
        var read = JsonDocument.Parse(json).RootElement;

        Assert.Equal(["specversion", "id", "source", "type", "time", "traceparent", "data"], read.EnumerateObject().Select(p => p.Name));
        Assert.Equal(40, read.GetProperty("data").GetProperty("amount").GetInt32());
        Assert.Contains("<ü>", json, StringComparison.Ordinal);
        Assert.Null(RawEvent.Decision(row));
    }
}
