using System.Text.Json;
using System.Text.Json.Nodes;

namespace Baton.Web.Tests.Agents;

public sealed class AgentTests(ApiApp app) : IClassFixture<ApiApp>
{
    private const string Llm = """
        {"department":"support","kind":"llm","description":"Writes.","skills":["replies","refunds-small"],"senior":"lead","fallback":"other","minConfidence":0.7,
         "llm":{"protocol":"anthropic","address":"http://localhost:9/v1","model":"m","credential":"key","instructions":"Help {{customer.plan}}.","temperature":0.2,"maxOutputTokens":100,"maxRounds":0,"inputPrice":0.25,"outputPrice":1.5},
         "input":{"type":"object"},"output":{"type":"object","required":["text"]},
         "context":{"customer":["plan","attributes.name"],"events":["order.*"],"mostEvents":5,"messages":10,"results":["triage"],"memory":true},
         "tools":[{"tool":"orders.read"},{"tool":"crm*","write":true,"max":3,"per":"P1D","when":{"field":"customer.plan","op":"eq","value":"pro"}}],
         "limits":{"concurrency":4,"perMinute":60,"queue":500,"firstWait":"PT1S","longestWait":"PT5M","breaker":{"failureShare":0.3,"window":"PT1M","leastCalls":5,"break":"PT2M"},
                   "hourly":{"calls":100},"daily":{"tokens":5000000000,"money":12.5,"warnAt":0.5,"then":"fallback"}}}
        """;

    [Theory]
    [InlineData("writer", Llm)]
    [InlineData("poster", """{"department":"support","kind":"http","http":{"address":"https://agents.example.com/work","secret":"hook","credential":"token"}}""")]
    [InlineData("tooled", """{"department":"support","kind":"mcp","mcp":{"server":"files","tool":"read","arguments":{"path":"{{event.data.path}}"}}}""")]
    [InlineData("carded", """{"department":"support","kind":"a2a","a2a":{"card":"https://agents.example.com/.well-known/agent-card.json"}}""")]
    [InlineData("fetcher", """{"department":"sales","kind":"pull"}""")]
    [InlineData("triage-two", """{"department":"support","kind":"built-in","builtIn":"triage","limits":{}}""")]
    public async Task What_is_answered_can_be_sent_back_and_changes_nothing(string name, string definition)
    {
        var made = await app.PutAsync("agents/" + name, definition);
        Assert.True(made.Status == 201, made.Json.ToString());
        var read = await app.GetAsync("agents/" + name);

        var again = await app.PutAsync("agents/" + name, read.Json.GetRawText());

        Assert.True(again.Status == 200, again.Json.ToString());
        Assert.True(JsonElement.DeepEquals(read.Json, again.Json), again.Json.ToString());
        Assert.Equal(1, again["version"].GetInt32());
    }

    [Fact]
    public async Task All_that_was_said_of_an_agent_is_kept()
    {
        await app.PutAsync("agents/kept", Llm);

        var answer = JsonNode.Parse((await app.GetAsync("agents/kept")).Json.GetRawText())!;

        foreach (var (member, sent) in JsonNode.Parse(Llm)!.AsObject()) Contains(sent, answer[member], member);
    }

    [Fact]
    public async Task A_change_counts_the_version_on_and_what_began_with_an_older_one_is_refused()
    {
        await app.PutAsync("agents/counted", """{"department":"sales","kind":"pull"}""");

        var second = await app.PutAsync("agents/counted", """{"department":"sales","kind":"pull","description":"Calls.","version":1}""");
        var stale = await app.PutAsync("agents/counted", """{"department":"sales","kind":"pull","description":"Writes.","version":1}""");
        await app.PostAsync("agents/counted/pause");
        await app.PostAsync("agents/counted/resume");

        Assert.Equal((200, 2), (second.Status, second["version"].GetInt32()));
        Assert.Equal(422, stale.Status);
        Assert.Equal(["/version"], stale.Faults);
        var now = await app.GetAsync("agents/counted");
        Assert.Equal(("Calls.", 2), (now.Text("description"), now["version"].GetInt32()));
    }

    [Fact]
    public async Task Every_fault_is_named_with_its_place_and_nothing_is_defined()
    {
        var answer = await app.PutAsync("agents/faulty", """
            {"department":"support","kind":"llm","llm":{"protocol":"smoke","address":"ftp://x","instructions":" ","temperature":3,"maxOutputTokens":0,"maxRounds":51,"inputPrice":-1,"colour":"red"},
             "skills":["good","Not Good"],"input":[],"output":{"type":"number","minimum":"many"},"senior":"faulty",
             "context":{"customer":["plan","a..b"],"events":["a*b"],"mostEvents":101,"messages":51,"results":["Über"],"memory":1},
             "tools":[{"write":true},{"tool":"a*b","max":0,"per":"P32D","when":{"field":"customer.plan","op":"like","value":1}}],
             "limits":{"concurrency":0,"perMinute":0,"queue":-1,"firstWait":"PT1H","longestWait":"PT1M","breaker":{"failureShare":0,"window":"PT2H","leastCalls":1,"break":"soon"},"hourly":{},"daily":{"tokens":0,"money":"much","warnAt":2,"then":"stop"}}}
            """);

        Assert.Equal(422, answer.Status);
        Assert.Equal(
            ["/context/customer/1", "/context/events/0", "/context/memory", "/context/messages", "/context/mostEvents", "/context/results/0", "/input",
             "/limits/breaker/break", "/limits/breaker/failureShare", "/limits/breaker/leastCalls", "/limits/breaker/window", "/limits/concurrency", "/limits/daily/money", "/limits/daily/then", "/limits/daily/tokens", "/limits/daily/warnAt",
             "/limits/firstWait", "/limits/hourly", "/limits/perMinute", "/limits/queue",
             "/llm/address", "/llm/colour", "/llm/inputPrice", "/llm/instructions", "/llm/maxOutputTokens", "/llm/maxRounds", "/llm/model", "/llm/protocol", "/llm/temperature",
             "/output/minimum", "/senior", "/skills/1", "/tools/0/tool", "/tools/1/max", "/tools/1/per", "/tools/1/tool", "/tools/1/when/op"],
            answer.Faults.Order(StringComparer.Ordinal));
        Assert.Equal(404, (await app.GetAsync("agents/faulty")).Status);
    }

    [Theory]
    [InlineData("""{"department":"sales","kind":"llm"}""", "/llm")]
    [InlineData("""{"department":"sales","kind":"http"}""", "/http")]
    [InlineData("""{"department":"sales","kind":"mcp"}""", "/mcp")]
    [InlineData("""{"department":"sales","kind":"a2a","a2a":{}}""", "/a2a/card")]
    [InlineData("""{"department":"sales","kind":"pull","http":{"address":"https://example.com"}}""", "/http")]
    [InlineData("""{"department":"sales","kind":"http","http":{"address":"https://example.com"},"builtIn":"triage"}""", "/builtIn")]
    [InlineData("""{"department":"sales","kind":"http","http":{"address":"https://me:secret@example.com"}}""", "/http/address")]
    [InlineData("""{"department":"sales","kind":"robot"}""", "/kind")]
    [InlineData("""{"department":"sales","kind":"pull","tolls":[]}""", "/tolls")]
    public async Task The_settings_of_a_kind_are_needed_by_it_and_refused_for_others(string definition, string fault)
    {
        var answer = await app.PutAsync("agents/mismatched", definition);

        Assert.Equal(422, answer.Status);
        Assert.Equal([fault], answer.Faults);
    }

    private static void Contains(JsonNode? sent, JsonNode? kept, string place)
    {
        if (sent is JsonObject members && kept is JsonObject found && !place.EndsWith("when", StringComparison.Ordinal)) foreach (var (name, value) in members) Contains(value, found[name], $"{place}/{name}");
        else if (sent is JsonArray list && kept is JsonArray items) foreach (var (i, value) in list.Index()) Contains(value, items[i], $"{place}/{i}");
        else Assert.True(JsonNode.DeepEquals(sent, kept), $"{place}: sent {sent}, kept {kept}");
    }
}
