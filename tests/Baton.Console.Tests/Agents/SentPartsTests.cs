using System.Text.Json;
using Baton.Web.Agents;

namespace Baton.Web.Tests.Agents;

public sealed class SentPartsTests
{
    [Fact]
    public void Long_texts_stand_as_they_are_and_all_else_as_JSON()
    {
        var parts = SentParts.Of(JsonElement.Parse("""{"model":"m","system":"Help.\nBe short.","messages":[{"role":"user","text":"One\ntwo"},{"role":"tool","text":"a\nb","id":4}],"tools":["x"]}"""));

        Assert.Equal(["", "system", "messages 1 (user)", "messages 2 (tool)"], parts.Select(p => p.Name));
        Assert.Equal(("Help.\nBe short.", "One\ntwo"), (parts[1].Text, parts[2].Text));
        Assert.Contains("\"tools\"", parts[0].Text, StringComparison.Ordinal);
        Assert.Contains("\"id\": 4", parts[3].Text, StringComparison.Ordinal);
    }
}
