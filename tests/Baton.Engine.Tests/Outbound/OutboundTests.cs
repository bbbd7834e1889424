using System.Net;
using Baton.Core.Events;
using Baton.Engine.Clocks;
using Baton.Engine.Outbound;
using Baton.Engine.Tests.Running;
using Microsoft.Extensions.DependencyInjection;

namespace Baton.Engine.Tests.Outbound;

public sealed class OutboundTests : IAsyncDisposable
{
    private readonly EchoServer _server = EchoServer.Start();
    private readonly Dictionary<string, IPAddress[]> _names = new(StringComparer.Ordinal);
    private TestEngine? _engine;
    private int _asked;

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("[::1]")]
    [InlineData("[::ffff:127.0.0.1]")]
    [InlineData("2130706433")]
    [InlineData("0x7f.1")]
    [InlineData("0.0.0.0")]
    [InlineData("[::]")]
    [InlineData("10.1.2.3")]
    [InlineData("172.31.255.255")]
    [InlineData("192.168.0.1")]
    [InlineData("169.254.169.254")]
    [InlineData("168.63.129.16")]
    [InlineData("100.64.0.1")]
    [InlineData("224.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("[fc00::1]")]
    [InlineData("[fd00:ec2::254]")]
    [InlineData("[fe80::1]")]
    [InlineData("[ff02::1]")]
    [InlineData("[64:ff9b::7f00:1]")]
    [InlineData("[64:ff9b::a9fe:a9fe]")]
    [InlineData("[2002:7f00:1::]")]
    [InlineData("[2002:a00:1::]")]
    [InlineData("[::127.0.0.1]")]
    [InlineData("[2001:0:1:2::3]")]
    public async Task An_address_that_is_not_public_is_refused_however_it_is_written(string host)
    {
        var engine = await StartAsync();

        var refused = await Assert.ThrowsAsync<OutboundRefusedException>(() => ClientOf(engine).GetAsync($"http://{host}:{_server.Port}/", Cancel));

        Assert.StartsWith("Baton did not call http://", refused.Message, StringComparison.Ordinal);
        Assert.Contains("An admin can allow", refused.Message, StringComparison.Ordinal);
        Assert.Equal(0, _server.Calls);
    }

    [Theory]
    [InlineData("8.8.8.8")]
    [InlineData("172.32.0.1")]
    [InlineData("100.128.0.1")]
    [InlineData("2606:4700::1111")]
    [InlineData("64:ff9b::808:808")]
    [InlineData("2002:808:808::1")]
    public void A_public_address_is_left_alone(string address) => Assert.Null(PublicAddresses.WhyNot(IPAddress.Parse(address)));

    [Fact]
    public async Task A_name_that_leads_to_a_private_address_is_refused_until_an_admin_allows_that_name_on_that_port()
    {
        _names["models.example.com"] = [IPAddress.Loopback];
        var engine = await StartAsync();
        var target = $"http://models.example.com:{_server.Port}/";

        var refused = await Assert.ThrowsAsync<OutboundRefusedException>(() => ClientOf(engine).GetAsync(target, Cancel));
        await engine.Get<OutboundDesk>().PutAsync(TestEngine.Workspace, ["models.example.com:1"], Olga);
        await Assert.ThrowsAsync<OutboundRefusedException>(() => ClientOf(engine).GetAsync(target, Cancel));
        await engine.Get<OutboundDesk>().PutAsync(TestEngine.Workspace, [$"Models.Example.com:{_server.Port}"], Olga);
        using var answer = await ClientOf(engine).GetAsync(target, Cancel);

        Assert.Equal($"Baton did not call http://models.example.com:{_server.Port}: models.example.com leads to 127.0.0.1, which is this machine itself. An admin can allow models.example.com:{_server.Port} in the settings, under outbound calls.", refused.Message);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains(engine.Log(), row => row.Type == EventTypes.OutboundChanged && row.Sentence == $"olga lets calls reach models.example.com:{_server.Port} besides public addresses.");
    }

    [Fact]
    public async Task What_is_allowed_no_longer_is_refused_from_the_next_call_on_and_other_workspaces_were_never_meant()
    {
        var engine = await StartAsync();
        var desk = engine.Get<OutboundDesk>();
        await desk.PutAsync(TestEngine.Workspace, [$"127.0.0.1:{_server.Port}"], Olga);
        using var client = ClientOf(engine);
        (await client.GetAsync(_server.Address, Cancel)).Dispose();

        await Assert.ThrowsAsync<OutboundRefusedException>(() => engine.Get<IOutbound>().ClientOf("another").GetAsync(_server.Address, Cancel));
        await desk.PutAsync(TestEngine.Workspace, [], Olga);
        await Assert.ThrowsAsync<OutboundRefusedException>(() => client.GetAsync(_server.Address, Cancel));

        Assert.Equal(1, _server.Calls);
        Assert.False(await desk.PutAsync(TestEngine.Workspace, [], Olga));
    }

    [Fact]
    public async Task The_address_that_was_looked_at_is_the_one_that_is_called_whatever_the_name_says_next()
    {
        var engine = await StartAsync(resolve: _ => _asked++ == 0 ? [IPAddress.Loopback] : [IPAddress.Parse("169.254.169.254")]);
        await engine.Get<OutboundDesk>().PutAsync(TestEngine.Workspace, ["rebound.example.com"], Olga);

        using var answer = await ClientOf(engine).GetAsync($"http://rebound.example.com:{_server.Port}/", Cancel);

        Assert.Equal((HttpStatusCode.OK, 1), (answer.StatusCode, _asked));
    }

    [Fact]
    public async Task A_name_that_was_allowed_does_not_open_a_clouds_secrets()
    {
        _names["internal.example.com"] = [IPAddress.Parse("169.254.169.254")];
        var engine = await StartAsync();
        await engine.Get<OutboundDesk>().PutAsync(TestEngine.Workspace, ["internal.example.com"], Olga);

        var refused = await Assert.ThrowsAsync<OutboundRefusedException>(() => ClientOf(engine).GetAsync("http://internal.example.com/", Cancel));

        Assert.Contains("allow 169.254.169.254:80", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("file:///etc/passwd")]
    [InlineData("ftp://example.com/")]
    [InlineData("gopher://example.com/")]
    public async Task Only_http_and_https_are_called(string address)
    {
        var engine = await StartAsync();

        await Assert.ThrowsAnyAsync<Exception>(() => ClientOf(engine).GetAsync(address, Cancel));
        await Assert.ThrowsAsync<OutboundRefusedException>(() => ClientOf(engine).SendAsync(new HttpRequestMessage(HttpMethod.Get, address), HttpCompletionOption.ResponseHeadersRead, Cancel));
    }

    [Fact]
    public async Task A_redirect_is_an_answer_and_is_not_followed()
    {
        _server.Answer = _ => "HTTP/1.1 302 Found\r\nLocation: http://169.254.169.254/\r\nSet-Cookie: a=b\r\nContent-Length: 0\r\n\r\n";
        var engine = await StartAsync("127.0.0.1");

        using var client = ClientOf(engine);
        using var answer = await client.GetAsync(_server.Address, Cancel);
        using var next = await client.GetAsync(_server.Address, Cancel);

        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        Assert.DoesNotContain("Cookie", _server.LastRequest, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("Content-Length: 5000\r\n")]
    [InlineData("")]
    public async Task An_answer_that_is_too_long_is_an_error_whether_or_not_it_says_so_before(string length)
    {
        _server.Answer = _ => $"HTTP/1.1 200 OK\r\n{length}Connection: close\r\n\r\n{new string('x', 5000)}";
        var engine = await StartAsync("127.0.0.1");

        var tooLong = await Assert.ThrowsAsync<HttpRequestException>(async () => await (await ClientOf(engine).GetAsync(_server.Address, HttpCompletionOption.ResponseHeadersRead, Cancel)).Content.ReadAsStringAsync(Cancel));

        Assert.Contains("longer than", tooLong.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("example.com", true)]
    [InlineData("example.com:8080", true)]
    [InlineData("localhost", true)]
    [InlineData("10.0.0.0/8", true)]
    [InlineData("127.0.0.1:11434", true)]
    [InlineData("::1", true)]
    [InlineData("[::1]:80", true)]
    [InlineData("fd00::/8", true)]
    [InlineData("http://example.com", false)]
    [InlineData("example.com:", false)]
    [InlineData("example.com:99999", false)]
    [InlineData("10.0.0.0/99", false)]
    [InlineData("*", false)]
    [InlineData("", false)]
    public void What_can_be_allowed_is_a_host_perhaps_with_a_port_or_a_block_of_addresses(string text, bool isOne) => Assert.Equal(isOne, Allowance.Parse(text) is not null);

    public async ValueTask DisposeAsync()
    {
        if (_engine is not null) await _engine.DisposeAsync();
        await _server.DisposeAsync();
    }

    private static Actor Olga => Actor.Person("olga");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static HttpClient ClientOf(TestEngine engine) => engine.Get<IOutbound>().ClientOf(TestEngine.Workspace);

    private async Task<TestEngine> StartAsync(string? allowed = null, Func<string, IPAddress[]>? resolve = null)
    {
        var options = new OutboundOptions
        {
            Allowed = allowed is null ? [] : [allowed],
            LongestAnswer = 4096,
            Resolve = (name, _) => Task.FromResult(resolve?.Invoke(name) ?? _names.GetValueOrDefault(name) ?? [IPAddress.Loopback]),
        };
        return _engine = await TestEngine.StartAsync(new AppClock(TimeProvider.System, TestEngine.Monday, rate: 0), [], services => services.AddSingleton(options));
    }
}
