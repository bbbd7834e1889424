using System.Text.Json;
using Baton.Engine.Agents.Calling.Mcp;

namespace Baton.Engine.Tests.Agents.Calling.Mcp;

public sealed class ArgumentTemplateTests
{
    private static readonly JsonElement Briefing = JsonElement.Parse("""{"event":{"text":"say \"hi\" to {{x}}","data":{"amount":12.50,"open":true,"items":[{"sku":"a-1"},{"sku":"b-2"}]}},"customer":{"plan":"pro","name":null}}""");

    [Theory]
    [InlineData("""{"a":"{{event.data.amount}}","b":"{{ event.data.open }}","c":"{{event.data.items}}"}""", """{"a":12.50,"b":true,"c":[{"sku":"a-1"},{"sku":"b-2"}]}""")]
    [InlineData("""{"text":"On {{customer.plan}}, {{event.data.amount}} for {{event.data.items.1.sku}}."}""", """{"text":"On pro, 12.50 for b-2."}""")]
    [InlineData("""{"text":"{{event.text}}"}""", """{"text":"say \"hi\" to {{x}}"}""")]
    [InlineData("""{"a":"{{customer.name}}","b":"{{nothing.at.all}}","c":"[{{nothing}}]","d":"{{event.data.items.9}}"}""", """{"a":null,"b":null,"c":"[]","d":null}""")]
    [InlineData("""{"list":["{{customer.plan}}",1,null,{"deep":"{{customer.plan}}"}],"{{customer.plan}}":true}""", """{"list":["pro",1,null,{"deep":"pro"}],"{{customer.plan}}":true}""")]
    public void Values_stand_where_they_are_named(string template, string filled) =>
        Assert.True(JsonElement.DeepEquals(JsonElement.Parse(filled), ArgumentTemplate.Fill(JsonElement.Parse(template), Briefing)), ArgumentTemplate.Fill(JsonElement.Parse(template), Briefing).ToString());
}
