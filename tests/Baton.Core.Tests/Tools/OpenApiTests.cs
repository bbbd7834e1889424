using System.Text.Json;
using Baton.Core.Tools;
using Baton.Core.Tools.OpenApi;

namespace Baton.Core.Tests.Tools;

public sealed class OpenApiTests
{
    private const string Shop = """
        {"openapi":"3.0.3","info":{"title":"Shop","version":"1"},"servers":[{"url":"https://{region}.shop.example.com/v1/","variables":{"region":{"default":"eu"}}}],
         "security":[{"key":[]}],
         "components":{
           "securitySchemes":{"key":{"type":"apiKey","in":"header","name":"X-Api-Key"}},
           "parameters":{"Page":{"name":"page[size]","in":"query","schema":{"type":"integer","minimum":0,"exclusiveMinimum":true}}},
           "schemas":{
             "Node":{"type":"object","properties":{"name":{"type":"string","nullable":true,"example":"x"},"children":{"type":"array","items":{"$ref":"#/components/schemas/Node"}}}},
             "Refund":{"type":"object","required":["amount"],"properties":{"amount":{"type":"number"},"reason":{"type":"string"},"order":{"type":"string"}}}}},
         "paths":{
           "/orders/{order}":{
             "parameters":[{"name":"order","in":"path","required":true,"description":"The order's number.","schema":{"type":"string"}}],
             "get":{"operationId":"getOrder","summary":"Finds an order.","parameters":[{"$ref":"#/components/parameters/Page"},{"name":"Accept","in":"header","schema":{"type":"string"}},{"name":"X-Tenant","in":"header","required":true,"schema":{"type":"string"}}]},
             "delete":{"operationId":"dropOrder","deprecated":true},
             "head":{}},
           "/orders/{order}/refunds":{
             "post":{"operationId":"refundOrder","security":[],"parameters":[{"name":"order","in":"path","required":true,"schema":{"type":"string"}}],
               "requestBody":{"required":true,"content":{"application/json":{"schema":{"$ref":"#/components/schemas/Refund"}}}}}},
           "/trees":{"put":{"requestBody":{"content":{"application/json":{"schema":{"type":"array","items":{"$ref":"#/components/schemas/Node"}}}}}}},
           "/photos":{"post":{"operationId":"upload","requestBody":{"required":true,"content":{"multipart/form-data":{"schema":{}}}}}},
           "/away":{"post":{"requestBody":{"content":{"application/json":{"schema":{"$ref":"other.json#/X"}}}}}},
           "/lost/{id}":{"get":{}}}}
        """;

    private static readonly ToolReading Reading = OpenApiDocument.Read(JsonElement.Parse(Shop), new OpenApiWish(Credential: "shop"));

    [Fact]
    public void Each_operation_that_can_be_called_is_a_tool_and_the_others_are_named_with_why()
    {
        Assert.Equal((null, "Shop"), (Reading.Fault, Reading.Title));
        Assert.Equal(["get-order reads", "refund-order changes", "put-trees changes"], Reading.Tools.Select(t => $"{t.Tool.Name} {(t.Tool.Writes ? "changes" : "reads")}"));
        Assert.Equal(
            ["HEAD /orders/{order}: Tools call GET, POST, PUT, PATCH and DELETE only.",
             "DELETE /orders/{order}: It is deprecated.",
             "POST /photos: Its body is multipart/form-data, and tools send JSON.",
             "POST /away: The schema of its body refers to what is not in the document, or is too large.",
             "GET /lost/{id}: Its path names {id}, which is no parameter of it."],
            Reading.LeftOut.Select(l => $"{l.Operation}: {l.Why}"));
        Assert.All(Reading.Tools, t => Assert.Empty(ToolChecks.FaultsOf(t.Tool)));
    }

    [Fact]
    public void Parameters_go_where_the_document_says_under_names_that_models_take()
    {
        var tool = Tool("get-order");

        var parts = HttpCallParts.Of(tool.Http!, JsonElement.Parse("""{"order":"A-1","page_size_":5,"X-Tenant":"t"}"""), out _)!;

        Assert.Equal("https://eu.shop.example.com/v1/orders/A-1?page%5Bsize%5D=5", parts.Address.AbsoluteUri);
        Assert.Equal([("X-Tenant", "t")], parts.Headers);
        Assert.Equal(("shop", "X-Api-Key", "Finds an order."), (tool.Http!.Credential, tool.Http.CredentialHeader, tool.Description));
        Assert.Equal("""["order","X-Tenant"]""", JsonSerializer.Serialize(tool.Arguments.GetProperty("required").EnumerateArray().Select(r => r.GetString()).Order(StringComparer.OrdinalIgnoreCase)));
        Assert.Equal("The order's number.", tool.Arguments.GetProperty("properties").GetProperty("order").GetProperty("description").GetString());
    }

    [Fact]
    public void What_3_0_says_its_own_way_becomes_json_schema()
    {
        Assert.Equal("""{"type":"integer","exclusiveMinimum":0}""", Tool("get-order").Arguments.GetProperty("properties").GetProperty("page_size_").GetRawText());
        Assert.Equal("""["string","null"]""", Tool("put-trees").Arguments.GetProperty("properties").GetProperty("body").GetProperty("items").GetProperty("properties").GetProperty("name").GetProperty("type").GetRawText());
    }

    [Fact]
    public void The_members_of_an_object_are_arguments_and_two_of_one_name_are_told_apart()
    {
        var tool = Tool("refund-order");

        var parts = HttpCallParts.Of(tool.Http!, JsonElement.Parse("""{"order":"A-1","amount":40,"order_body":"inner"}"""), out _)!;

        Assert.Equal("https://eu.shop.example.com/v1/orders/A-1/refunds", parts.Address.AbsoluteUri);
        Assert.Equal("""{"amount":40,"order":"inner"}""", parts.Body!.Value.GetRawText());
        Assert.Equal((null, """["order","amount"]"""), (tool.Http!.Credential, tool.Arguments.GetProperty("required").GetRawText()));
    }

    [Fact]
    public void A_body_that_is_no_object_is_one_argument_and_a_schema_that_holds_itself_ends()
    {
        var tool = Tool("put-trees");

        Assert.Equal(new ArgumentPlace("body", CallPart.WholeBody), Assert.Single(tool.Http!.Places));
        Assert.Equal("{}", tool.Arguments.GetProperty("properties").GetProperty("body").GetProperty("items").GetProperty("properties").GetProperty("children").GetProperty("items").GetRawText());
    }

    [Theory]
    [InlineData("""{"swagger":"2.0","paths":{}}""", "This is a Swagger 2.0 document")]
    [InlineData("""{"openapi":"4.0","paths":{}}""", "This is no OpenAPI document")]
    [InlineData("""{"openapi":"3.1.0"}""", "The document has no 'paths'")]
    [InlineData("[]", "This is no OpenAPI document")]
    public void Another_document_is_refused_with_what_it_is(string json, string fault) => Assert.StartsWith(fault, OpenApiDocument.Read(JsonElement.Parse(json), new OpenApiWish()).Fault, StringComparison.Ordinal);

    [Fact]
    public void Without_a_server_nothing_is_called_and_with_one_given_everything_is()
    {
        var document = JsonElement.Parse("""{"openapi":"3.1.0","servers":[{"url":"/v1"}],"paths":{"/a":{"get":{}},"/b":{"get":{"operationId":"a"}},"/c":{"get":{"operationId":"a"}}}}""");

        Assert.Equal(3, OpenApiDocument.Read(document, new OpenApiWish()).LeftOut.Count);
        Assert.Equal(["shop-get-a", "shop-a", "shop-a-2"], OpenApiDocument.Read(document, new OpenApiWish("https://shop.example.com", "shop-")).Tools.Select(t => t.Tool.Name));
    }

    private static ToolDefinition Tool(string name) => Reading.Tools.Single(t => t.Tool.Name == name).Tool;
}
