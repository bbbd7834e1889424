using System.Text.Json;
using Baton.Core.Tools;

namespace Baton.Core.Tests.Tools;

public sealed class HttpCallTests
{
    [Fact]
    public void Arguments_go_into_the_path_by_name_and_the_rest_into_the_query_of_a_get()
    {
        var parts = Parts(new HttpCall { Method = "GET", Address = "https://shop.example.com/orders/{order}" }, """{"order":"A/1 ü","page":2,"tag":["x","y z"],"none":null}""");

        Assert.Equal("https://shop.example.com/orders/A%2F1%20%C3%BC?page=2&tag=x&tag=y%20z", parts.Address.AbsoluteUri);
        Assert.Null(parts.Body);
    }

    [Fact]
    public void The_rest_goes_into_the_body_of_a_post()
    {
        var parts = Parts(new HttpCall { Method = "POST", Address = "https://shop.example.com/orders/{order}/refunds" }, """{"order":"A-1","amount":40,"why":{"code":1}}""");

        Assert.Equal("""{"amount":40,"why":{"code":1}}""", parts.Body!.Value.GetRawText());
    }

    [Fact]
    public void An_argument_goes_where_its_place_says_under_its_name_there()
    {
        var call = new HttpCall
        {
            Method = "POST",
            Address = "https://shop.example.com/search?fixed=1",
            Places = [new("tenant", CallPart.Header, "X-Tenant"), new("size", CallPart.Query, "page_size"), new("filter", CallPart.WholeBody)],
        };

        var parts = Parts(call, """{"tenant":"t1","size":5,"filter":[1,2]}""");

        Assert.Equal("https://shop.example.com/search?fixed=1&page_size=5", parts.Address.AbsoluteUri);
        Assert.Equal([("X-Tenant", "t1")], parts.Headers);
        Assert.Equal("[1,2]", parts.Body!.Value.GetRawText());
    }

    [Theory]
    [InlineData("""{"order":".."}""")]
    [InlineData("""{"order":"."}""")]
    [InlineData("""{"order":""}""")]
    [InlineData("{}")]
    public void An_argument_that_would_lead_to_another_path_is_refused(string arguments)
    {
        Assert.Null(HttpCallParts.Of(new HttpCall { Method = "GET", Address = "https://shop.example.com/orders/{order}/refunds" }, JsonElement.Parse(arguments), out var fault));
        Assert.StartsWith("order stands in the address", fault, StringComparison.Ordinal);
    }

    [Fact]
    public void An_argument_cannot_begin_another_header()
    {
        var call = new HttpCall { Method = "GET", Address = "https://shop.example.com/", Places = [new("tenant", CallPart.Header)] };

        Assert.Null(HttpCallParts.Of(call, JsonElement.Parse("""{"tenant":"a\r\nHost: evil"}"""), out var fault));
        Assert.Contains("line breaks", fault, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://{host}/orders")]
    [InlineData("https://shop.{host}.com/orders")]
    [InlineData("ftp://shop.example.com/orders")]
    [InlineData("/orders/{order}")]
    [InlineData("https://user:pass@shop.example.com/")]
    [InlineData("https://shop.example.com/{a b}")]
    [InlineData("https://shop.example.com/#{part}")]
    public void An_address_that_lets_an_argument_choose_the_host_or_cannot_be_called_is_no_template(string template) => Assert.NotNull(HttpTemplate.FaultOf(template));

    [Theory]
    [InlineData("https://shop.example.com")]
    [InlineData("http://127.0.0.1:8080/orders/{order.id}/lines/{line-no}?expand=all")]
    public void An_ordinary_address_is_a_template(string template) => Assert.Null(HttpTemplate.FaultOf(template));

    [Theory]
    [InlineData("getOrderById", "get-order-by-id")]
    [InlineData("ListHTTPRoutes", "list-http-routes")]
    [InlineData("orders/{id}/refund", "orders-id-refund")]
    [InlineData("get_order", "get_order")]
    [InlineData("änderung", "nderung")]
    [InlineData("!!!", "")]
    public void Names_are_made_of_other_names(string other, string name) => Assert.Equal(name, ToolNames.From(other));

    [Theory]
    [InlineData("handoff")]
    [InlineData("customer_read")]
    [InlineData("contact_email")]
    [InlineData("Refund")]
    [InlineData("")]
    public void Names_that_agents_could_not_use_or_tell_apart_are_refused(string name) => Assert.NotNull(ToolNames.FaultOf(name));

    [Fact]
    public void A_definition_reads_back_as_it_was()
    {
        var tool = new ToolDefinition
        {
            Name = "refund",
            Description = "Refunds.",
            Arguments = JsonElement.Parse("""{"type":"object"}"""),
            Writes = true,
            Cost = 0.5m,
            Timeout = TimeSpan.FromSeconds(5),
            Http = new HttpCall { Method = "POST", Address = "https://shop.example.com/refunds", Places = [new("tenant", CallPart.Header, "X-Tenant")], Credential = "shop", Headers = new HttpCall { Method = "", Address = "" }.Headers.Add("X-Version", "2") },
        };

        var read = ToolJson.Read(ToolJson.Write(tool).GetRawText());

        Assert.Equal(ToolJson.Write(tool).GetRawText(), ToolJson.Write(read).GetRawText());
        Assert.Equal((tool.Name, true, 0.5m, TimeSpan.FromSeconds(5), "shop", "2"), (read.Name, read.Writes, read.Cost, read.Timeout, read.Http!.Credential, read.Http.Headers["x-version"]));
        Assert.Equal(tool.Http.Places.Single(), read.Http.Places.Single());
    }

    private static HttpCallParts Parts(HttpCall call, string arguments) => HttpCallParts.Of(call, JsonElement.Parse(arguments), out var fault) ?? throw new InvalidOperationException(fault);
}
