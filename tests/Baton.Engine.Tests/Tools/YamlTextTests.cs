using System.Text.Json;
using Baton.Engine.Tools.Importing;

namespace Baton.Engine.Tests.Tools;

public sealed class YamlTextTests
{
    [Fact]
    public void Yaml_reads_as_the_json_that_it_stands_for()
    {
        const string Yaml = """
            openapi: "3.1.0"
            info: {title: Shop, version: '1.0'}
            paths:
              /orders/{id}:
                get:
                  deprecated: false
                  tags: [a, "true", 12, -1.5, ~, 1.0.3]
                  responses:
                    200:
                      description: |
                        Found.
                        Or not.
                    404: {}
            empty: []
            """;

        const string Json = """{"openapi":"3.1.0","info":{"title":"Shop","version":"1.0"},"paths":{"/orders/{id}":{"get":{"deprecated":false,"tags":["a","true",12,-1.5,null,"1.0.3"],"responses":{"200":{"description":"Found.\nOr not.\n"},"404":{}}}}},"empty":[]}""";

        Assert.True(JsonElement.DeepEquals(JsonElement.Parse(Json), YamlText.Read(Yaml)), YamlText.Read(Yaml).GetRawText());
    }

    [Theory]
    [InlineData("a: &x [1]\nb: *x", "alias")]
    [InlineData("a: [1", "Line")]
    [InlineData("? [a]\n: b", "must be a text")]
    [InlineData("", "empty")]
    [InlineData("a: 1\na: 2", "")]
    public void What_is_hostile_or_broken_is_refused_with_where(string yaml, string says) =>
        Assert.Contains(says, Assert.ThrowsAny<JsonException>(() => YamlText.Read(yaml)).Message, StringComparison.OrdinalIgnoreCase);

    [Fact]
    public void What_is_nested_without_end_is_refused() =>
        Assert.Contains("deep", Assert.ThrowsAny<JsonException>(() => YamlText.Read(new string('[', 5000))).Message, StringComparison.Ordinal);
}
