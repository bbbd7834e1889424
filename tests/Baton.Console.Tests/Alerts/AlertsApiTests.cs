using System.Text.Json;

namespace Baton.Web.Tests.Alerts;

public sealed class AlertsApiTests : IAsyncLifetime
{
    private readonly ApiApp _app = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task A_place_is_put_listed_and_removed()
    {
        var put = await _app.PutAsync("alerts/desk", """{"address":"https://hooks.example.com/services","kinds":["breach"],"queues":["finance"],"minutes":10}""");

        Assert.Equal(200, put.Status);
        Assert.Equal(10, put["minutes"].GetInt32());
        Assert.Equal("breach", put["kinds"][0].GetString());
        Assert.Equal("desk", Assert.Single((await _app.GetAsync("alerts")).Items).GetProperty("name").GetString());
        Assert.Equal(204, (await _app.SendAsync(HttpMethod.Delete, "alerts/desk")).Status);
        Assert.Equal(404, (await _app.SendAsync(HttpMethod.Delete, "alerts/desk")).Status);
    }

    [Theory]
    [InlineData("""{}""", "/address")]
    [InlineData("""{"address":"https://hooks.example.com","channel":"mail"}""", "/address")]
    [InlineData("""{"channel":"mail"}""", "/to")]
    [InlineData("""{"address":"https://hooks.example.com","minutes":0}""", "/minutes")]
    [InlineData("""{"address":"https://hooks.example.com","kinds":["rain"]}""", "/kinds/0")]
    public async Task What_is_wrong_with_a_place_is_said_by_member(string body, string pointer)
    {
        var answer = await _app.PutAsync("alerts/desk", body);

        Assert.Equal(422, answer.Status);
        Assert.Contains(pointer, answer.Faults);
    }

    [Fact]
    public async Task A_test_to_a_private_address_says_who_can_allow_it()
    {
        await _app.PutAsync("alerts/desk", """{"address":"http://10.0.0.9/hook"}""");

        var test = await _app.PostAsync("alerts/desk/test");

        Assert.Equal(JsonValueKind.False, test["sent"].ValueKind);
        Assert.Contains("An admin can allow", test.Text("fault"), StringComparison.Ordinal);
    }
}
