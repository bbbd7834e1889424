using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Baton.Browser.Tests.Running;
using Microsoft.Playwright;
using Npgsql;

namespace Baton.Browser.Tests.Handoffs;

/// <summary>Two nodes behind one door: the page's node dies, and the page goes on at the other. Needs a PostgreSQL server.</summary>
[Trait("Database", "Postgres")]
public sealed class OtherNodeTests : IAsyncLifetime
{
    private const string Ada = "ada@example.com";

    private static readonly string? Server = Environment.GetEnvironmentVariable("BATON_TEST_POSTGRES");

    private readonly Chromium _browser = new();
    private readonly List<RunningApp> _nodes = [];
    private Door _door = null!;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipWhen(string.IsNullOrEmpty(Server), "Only a server has several nodes.");
        await _browser.InitializeAsync();
        var database = new NpgsqlConnectionStringBuilder(Server) { Database = "browser_" + Guid.NewGuid().ToString("N") };
        await using (var server = NpgsqlDataSource.Create(Server!))
        {
            await using var make = server.CreateCommand($"CREATE DATABASE {database.Database}");
            await make.ExecuteNonQueryAsync();
        }

        string[] settings =
        [
            "--Baton:Database=Postgres", $"--ConnectionStrings:Baton={database.ConnectionString}",
            $"--Baton:Bootstrap:AdminEmail={Ada}", $"--Baton:Bootstrap:AdminPassword={Person.Password}", $"--Baton:Bootstrap:ApiKey={OutsideProgram.ApiKey}",
        ];
        for (var node = 0; node < 2; node++) _nodes.Add(await RunningApp.StartAsync(settings));
        _door = new Door(new Uri(_nodes[0].Address));
    }

    public async ValueTask DisposeAsync()
    {
        if (_door is not null) await _door.DisposeAsync();
        await _browser.DisposeAsync();
        foreach (var node in _nodes) await node.DisposeAsync();
    }

    [Fact]
    public async Task An_answer_being_written_survives_the_death_of_its_node_when_the_page_goes_on_at_another()
    {
        var ada = await _browser.OpenAsync(_door.Address.ToString());
        await ada.SignInAsync(Ada);
        await ada.GoAsync($"/handoffs/{await HandoffAsync()}");
        await ada.Page.GetByRole(AriaRole.Button, new() { Name = "Claim it" }).ClickAsync();
        var answer = ada.Page.GetByLabel("Your answer");
        await answer.FillAsync("Dear Ana, half of it is written");

        _nodes[0].Kill();
        await Assertions.Expect(ada.Page.GetByText("Connection lost")).ToBeVisibleAsync(new() { Timeout = 20_000 });
        await answer.PressSequentiallyAsync(" and this was typed meanwhile.");
        _door.LeadsTo = new Uri(_nodes[1].Address);

        await Assertions.Expect(ada.Page.GetByText("Connection lost")).ToBeHiddenAsync(new() { Timeout = 30_000 });
        await ada.IsLiveAsync();
        await Assertions.Expect(answer).ToHaveValueAsync("Dear Ana, half of it is written and this was typed meanwhile.", new() { Timeout = 15_000 });
        await Assertions.Expect(ada.Page.GetByRole(AriaRole.Region, new() { Name = "The case" })).ToContainTextAsync("You have it");
    }

    // What cannot be interpreted comes to a person.
    private async Task<string> HandoffAsync()
    {
        using var client = new HttpClient { BaseAddress = _door.Address };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", OutsideProgram.ApiKey);
        using var content = JsonContent.Create(new { specversion = "1.0", id = "m-1", source = "urn:shop", type = "message.received", subject = "email:ana@example.com", data = new { } }, new MediaTypeHeaderValue("application/cloudevents+json"));
        using var sent = await client.PostAsync("/api/v1/events", content);
        sent.EnsureSuccessStatusCode();
        var handoffs = await client.GetFromJsonAsync<JsonElement>("/api/v1/handoffs");
        return handoffs.GetProperty("items")[0].GetProperty("id").GetString()!;
    }
}
