using System.Text.Json;
using Baton.Core.Agents;
using Baton.Core.Events;
using Baton.Engine.Credentials;
using Baton.Engine.Outbound;
using Baton.Engine.Tests.Running;

namespace Baton.Engine.Tests.Credentials;

public sealed class CredentialTests : IAsyncLifetime
{
    private const string Value = "sk-live/4f9a+\"quoted\"~Zk29";
    private static readonly Uri Models = new("https://models.example.com/v1/chat");
    private TestEngine _engine = null!;

    private CredentialDesk Desk => _engine.Get<CredentialDesk>();

    private ICredentials Vault => _engine.Get<ICredentials>();

    public async ValueTask InitializeAsync() => _engine = await TestEngine.StartAsync();

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    [Fact]
    public async Task A_credential_is_opened_for_the_hosts_that_it_is_bound_to()
    {
        Assert.True(await PutAsync("models.example.com", "*.models.example.org:8443"));

        Assert.Equal(Value, Reveal(Models));
        Assert.Equal(Value, Reveal(new Uri("https://eu.models.example.org:8443/")));
    }

    [Theory]
    [InlineData("https://models.example.org:8443/")]
    [InlineData("https://a.b.models.example.org:8443/")]
    [InlineData("https://eu.models.example.org/")]
    [InlineData("https://evilmodels.example.com/")]
    [InlineData("https://models.example.com.evil.org/")]
    [InlineData("https://models.example.com@evil.org/")]
    [InlineData("https://evil.org/models.example.com")]
    [InlineData("http://models.example.com/")]
    public async Task It_is_not_opened_for_another_host_or_in_the_clear_and_the_reason_is_a_sentence(string target)
    {
        await PutAsync("models.example.com", "*.models.example.org:8443");

        var refused = Assert.Throws<CredentialException>(() => Reveal(new Uri(target)));

        Assert.StartsWith("The credential models is not sent to ", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Value, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_that_an_admin_allowed_may_be_called_in_the_clear()
    {
        await PutAsync("models.internal:8080", "localhost:9");
        var target = new Uri("http://models.internal:8080/");
        Assert.Throws<CredentialException>(() => Reveal(target));

        await _engine.Get<OutboundDesk>().PutAsync(TestEngine.Workspace, ["models.internal:8080"], Olga);

        Assert.Equal((Value, Value), (Reveal(target), Reveal(new Uri("http://localhost:9/"))));
    }

    [Fact]
    public async Task One_that_is_not_there_says_what_can_be_done()
    {
        var missing = Assert.Throws<CredentialException>(() => Reveal(Models));
        await PutAsync("models.example.com");
        Assert.Throws<CredentialException>(() => Vault.Reveal("another", "models", Models));

        Assert.Equal("There is no credential called models in this workspace. An admin can add it in the settings, under credentials.", missing.Message);
    }

    [Fact]
    public async Task Another_value_holds_from_the_next_call_on_and_the_one_before_for_as_long_as_was_said()
    {
        await PutAsync("models.example.com");
        _engine.Advance(TimeSpan.FromHours(1));

        Assert.False(await Desk.PutAsync(TestEngine.Workspace, new GivenCredential("models", "another-value", ["models.example.com"], TimeSpan.FromHours(2)), Olga));
        var both = Vault.RevealAll(TestEngine.Workspace, "models", Models);
        var view = Assert.Single(await Desk.ListAsync(TestEngine.Workspace));
        _engine.Advance(TimeSpan.FromHours(2));

        Assert.Equal(["another-value", Value], both);
        Assert.Equal((TestEngine.Monday, TestEngine.Monday.AddHours(1), (DateTimeOffset?)TestEngine.Monday.AddHours(3)), (view.Created, view.Rotated, view.PreviousUntil));
        Assert.Equal(["another-value"], Vault.RevealAll(TestEngine.Workspace, "models", Models));
        await Desk.PutAsync(TestEngine.Workspace, new GivenCredential("models", "the-third-value", ["models.example.com"]), Olga);
        Assert.Equal(["the-third-value"], Vault.RevealAll(TestEngine.Workspace, "models", Models));
    }

    [Fact]
    public async Task A_deleted_one_opens_nothing()
    {
        await PutAsync("models.example.com");

        Assert.True(await Desk.DeleteAsync(TestEngine.Workspace, "models", Olga));
        Assert.False(await Desk.DeleteAsync(TestEngine.Workspace, "models", Olga));

        Assert.Throws<CredentialException>(() => Reveal(Models));
        Assert.Empty(await Desk.ListAsync(TestEngine.Workspace));
        Assert.Equal(["olga added the credential models for models.example.com.", "olga deleted the credential models."], _engine.Log().Where(r => r.Type.StartsWith("baton.credential.", StringComparison.Ordinal)).Select(r => r.Sentence));
    }

    [Fact]
    public async Task It_is_listed_with_the_agents_that_use_it_and_when_it_was_used()
    {
        await PutAsync("models.example.com");
        await _engine.DefineAsync("writer", kind: AgentKind.Llm, with: a => a with { Llm = new LlmSettings { Model = "m", Instructions = "i", Credential = "models" } });
        Reveal(Models);

        await _engine.UntilAsync(() => Desk.ListAsync(TestEngine.Workspace).Result[0].LastUsed == TestEngine.Monday, "its use is noted");

        var view = Assert.Single(await Desk.ListAsync(TestEngine.Workspace));
        Assert.Equal(("models", "olga"), (view.Name, view.Author));
        Assert.Equal(["writer"], view.Agents);
    }

    [Fact]
    public async Task Who_can_write_to_the_database_can_neither_send_it_elsewhere_nor_exchange_it()
    {
        await PutAsync("models.example.com");
        await Desk.PutAsync(TestEngine.Workspace, new GivenCredential("other", "another-value", ["evil.org"]), Olga);
        await using var db = _engine.OpenDb();
        var rows = db.Credentials.ToDictionary(c => c.Name);

        Assert.Throws<CredentialException>(() => CredentialSeal.Open(new TestSecretBox(), rows["other"] with { Sealed = rows["models"].Sealed }));
        Assert.Equal(["models.example.com"], CredentialSeal.Open(new TestSecretBox(), rows["models"] with { Hosts = "evil.org" }).Hosts);
    }

    [Fact]
    public async Task Its_value_is_taken_out_of_what_comes_from_outside_in_every_form_that_it_may_have()
    {
        await PutAsync("models.example.com");
        var secrets = _engine.Get<Secrets>();
        var basic = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($"ana:{Value}"));
        string[] hostile = [$"You sent Bearer {Value}!", Uri.EscapeDataString(Value), JsonSerializer.Serialize(Value), System.Net.WebUtility.HtmlEncode(Value), $"Basic {basic}", Convert.ToHexString(System.Text.Encoding.UTF8.GetBytes(Value))];

        var json = secrets.Scrub(TestEngine.Workspace, JsonSerializer.SerializeToElement(new Dictionary<string, object?> { ["a"] = hostile, [Value] = 7, ["n"] = null }));

        Assert.Equal("You sent Bearer [credential models]!", secrets.Scrub(TestEngine.Workspace, hostile[0]));
        Assert.All(hostile, text => Assert.Contains("[credential models]", secrets.Scrub(TestEngine.Workspace, text), StringComparison.Ordinal));
        Assert.Equal(7, json.GetProperty("[credential models]").GetInt32());
        Assert.DoesNotContain("sk-live", json.GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain(basic[8..20], json.GetRawText(), StringComparison.Ordinal);
        Assert.Equal("Nothing here.", secrets.Scrub(TestEngine.Workspace, "Nothing here."));
    }

    [Fact]
    public async Task A_value_that_was_sent_is_taken_out_even_after_it_was_rotated_or_deleted()
    {
        await PutAsync("models.example.com");
        Reveal(Models);
        await Desk.PutAsync(TestEngine.Workspace, new GivenCredential("models", "another-value", ["models.example.com"]), Olga);
        await Desk.DeleteAsync(TestEngine.Workspace, "models", Olga);
        _engine.Advance(TimeSpan.FromHours(1));

        Assert.Equal("[credential models]", _engine.Get<Secrets>().Scrub(TestEngine.Workspace, Value));
    }

    [Theory]
    [InlineData("api.example.com", true)]
    [InlineData("api.example.com:8443", true)]
    [InlineData("*.example.com", true)]
    [InlineData("localhost", true)]
    [InlineData("127.0.0.1:11434", true)]
    [InlineData("*.com", false)]
    [InlineData("*", false)]
    [InlineData("a.*.example.com", false)]
    [InlineData("https://api.example.com", false)]
    [InlineData("api.example.com/v1", false)]
    [InlineData("api.example.com:0", false)]
    public void A_host_to_bind_to_is_a_name_perhaps_with_a_port_and_one_star_before_it(string text, bool isOne) => Assert.Equal(isOne, HostBinding.Parse(text) is not null);

    private static Actor Olga => Actor.Person("olga");

    private string Reveal(Uri target) => Vault.Reveal(TestEngine.Workspace, "models", target);

    private Task<bool> PutAsync(params string[] hosts) => Desk.PutAsync(TestEngine.Workspace, new GivenCredential("models", Value, hosts), Olga);
}
