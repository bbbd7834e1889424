using System.Text;
using Baton.Engine.Handoffs.Wall;
using Baton.Web.Handoffs.Wall;

namespace Baton.Web.Tests.Handoffs.Wall;

public sealed class FiguresApiTests : IAsyncLifetime
{
    private readonly ApiApp _app = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task The_desk_in_figures_over_http()
    {
        await _app.EventAsync("message.received", "email:kim@example.com", """{"text":"I want to speak to a human, please."}""");
        await _app.EventAsync("message.received", "email:lee@example.com", """{"text":"Thanks, all good."}""");

        var figures = await _app.GetAsync("handoffs/figures");

        Assert.Equal(200, figures.Status);
        Assert.Equal(1, figures["total"].GetProperty("waiting").GetInt32());
        Assert.Equal(2, figures["messages"].GetInt32());
        Assert.Equal(0.5, figures["deflection"].GetDouble());
        Assert.Equal("AskedForPerson", figures["causes"][0].GetProperty("name").GetString());
    }

    [Theory]
    [InlineData("from=yesterday", "/from")]
    [InlineData("to=soon", "/to")]
    [InlineData("from=2026-11-24T00:00:00Z&to=2026-11-23T00:00:00Z", "/from")]
    [InlineData("from=2026-01-01T00:00:00Z", "/from")]
    public async Task A_time_that_cannot_be_is_refused_by_name(string query, string pointer)
    {
        var answer = await _app.GetAsync("handoffs/figures?" + query);

        Assert.Equal(422, answer.Status);
        Assert.Contains(pointer, answer.Faults);
    }

    [Fact]
    public async Task Who_is_not_signed_in_gets_no_file()
    {
        using var nobody = _app.CreateDefaultClient();
        using var answer = await nobody.GetAsync(new Uri("/handoffs/wall.csv?by=queue", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.False(answer.IsSuccessStatusCode);
    }

    [Fact]
    public void What_a_spreadsheet_would_take_for_a_formula_stays_text()
    {
        var file = Encoding.UTF8.GetString(WallFile.Write(Empty() with { Queues = [new WallLine { Name = "=SUM(A1)", Waiting = 2, WaitMedian = TimeSpan.FromSeconds(90) }] }, "queue"));

        Assert.Equal("queue,waiting,late,claimed,putAside,opened,resolved,takenInTime,notTakenInTime,waitMedian,waitMost,handleMedian,handleMost,cameBack\r\n'=SUM(A1),2,0,0,0,0,0,0,0,90,,,,0\r\n", file);
    }

    private static WallFigures Empty() => new() { From = default, To = default, Total = new WallLine { Name = "" }, Queues = [], People = [], Agents = [], Causes = [], Rules = [], Messages = 0, ToPeople = 0 };
}
