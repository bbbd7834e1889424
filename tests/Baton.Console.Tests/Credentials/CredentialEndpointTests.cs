using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Baton.Engine.Credentials;
using Baton.Engine.Workspaces;
using Baton.Web.Keys;
using Microsoft.Extensions.DependencyInjection;

namespace Baton.Web.Tests.Credentials;

public sealed class CredentialEndpointTests(ApiApp app) : IClassFixture<ApiApp>
{
    [Fact]
    public async Task A_credential_goes_in_is_listed_without_its_value_and_goes_away()
    {
        var put = await app.PutAsync("credentials/openai", """{"value":"sk-0123456789","hosts":["API.openai.com","*.example.com"]}""");
        var again = await app.PutAsync("credentials/openai", """{"value":"sk-9876543210","overlap":"PT1H"}""");
        var item = Assert.Single((await app.GetAsync("credentials")).Items, i => i.GetProperty("name").GetString() == "openai");

        Assert.Equal((201, 200), (put.Status, again.Status));
        Assert.Equal(["name", "hosts", "created", "rotated", "rotatedBy", "previousUntil", "lastUsed", "agents"], item.EnumerateObject().Select(m => m.Name));
        Assert.Equal(["api.openai.com", "*.example.com"], item.GetProperty("hosts").EnumerateArray().Select(h => h.GetString()));
        Assert.Equal("sk-9876543210", app.Services.GetRequiredService<ICredentials>().Reveal(WorkspaceDesk.First, "openai", new Uri("https://api.openai.com/v1")));
        Assert.Equal((204, 404), ((await app.SendAsync(HttpMethod.Delete, "credentials/openai")).Status, (await app.SendAsync(HttpMethod.Delete, "credentials/openai")).Status));
    }

    [Theory]
    [InlineData("""{"hosts":["a.example.com"]}""", "/value")]
    [InlineData("""{"value":"short","hosts":["a.example.com"]}""", "/value")]
    [InlineData("""{"value":" sk-0123456789","hosts":["a.example.com"]}""", "/value")]
    [InlineData("""{"value":"sk-0123456789"}""", "/hosts")]
    [InlineData("""{"value":"sk-0123456789","hosts":[]}""", "/hosts")]
    [InlineData("""{"value":"sk-0123456789","hosts":["https://a.example.com"]}""", "/hosts")]
    [InlineData("""{"value":"sk-0123456789","hosts":["a.example.com"],"overlap":"P400D"}""", "/overlap")]
    [InlineData("""{"value":"sk-0123456789","hosts":["a.example.com"],"host":"x"}""", "/host")]
    public async Task What_cannot_be_is_named(string document, string pointer)
    {
        var answer = await app.PutAsync("credentials/wrong", document);

        Assert.Equal((422, true), (answer.Status, answer.Faults.Contains(pointer)));
        Assert.DoesNotContain((await app.GetAsync("credentials")).Items, i => i.GetProperty("name").GetString() == "wrong");
    }

    [Fact]
    public async Task What_calls_may_reach_is_said_by_an_admin_and_every_fault_is_named()
    {
        var put = await app.PutAsync("outbound", """{"allowed":["localhost:11434","10.0.0.0/8"]}""");
        var wrong = await app.PutAsync("outbound", """{"allowed":["http://localhost"]}""");

        Assert.Equal((200, 422), (put.Status, wrong.Status));
        Assert.Equal(["localhost:11434", "10.0.0.0/8"], (await app.GetAsync("outbound"))["allowed"].EnumerateArray().Select(a => a.GetString()));
        Assert.Equal(200, (await app.PutAsync("outbound", """{"allowed":[]}""")).Status);
    }

    [Theory]
    [InlineData("GET", "credentials")]
    [InlineData("PUT", "credentials/x")]
    [InlineData("DELETE", "credentials/x")]
    [InlineData("GET", "outbound")]
    [InlineData("PUT", "outbound")]
    public async Task Only_a_key_for_admins_comes_near(string method, string path)
    {
        var others = await app.Services.GetRequiredService<KeyDesk>().CreateAsync(WorkspaceDesk.First, "others", [.. Scopes.All.Except([Scopes.Admin], StringComparer.Ordinal)]);

        Assert.Equal(403, (await app.SendAsync(new HttpMethod(method), path, method == "PUT" ? "{}" : null, key: others.Secret)).Status);
        Assert.Equal(401, (await app.SendAsync(new HttpMethod(method), path, method == "PUT" ? "{}" : null, key: null)).Status);
    }

    [Fact, Trait("Database", "Sqlite")] // on PostgreSQL the keys are in the database
    public async Task With_a_certificate_the_keys_in_the_data_folder_are_encrypted_themselves()
    {
        var folder = Directory.CreateTempSubdirectory("baton-cert-");
        try
        {
            using var rsa = RSA.Create(2048);
            using var certificate = new CertificateRequest("CN=Baton", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(DateTimeOffset.UnixEpoch, new DateTimeOffset(2100, 1, 1, 0, 0, 0, TimeSpan.Zero));
            var path = Path.Combine(folder.FullName, "baton.pfx");
            await File.WriteAllBytesAsync(path, certificate.Export(X509ContentType.Pfx, "a-password"), TestContext.Current.CancellationToken);
            await using var sealedApp = ApiApp.With(("Baton:Keys:Certificate", path), ("Baton:Keys:CertificatePassword", "a-password"));

            Assert.Equal(201, (await sealedApp.PutAsync("credentials/openai", """{"value":"sk-0123456789","hosts":["api.openai.com"]}""")).Status);

            Assert.Equal("sk-0123456789", sealedApp.Services.GetRequiredService<ICredentials>().Reveal(WorkspaceDesk.First, "openai", new Uri("https://api.openai.com/")));
            var keys = Directory.GetFiles(Path.Combine(sealedApp.Data, "keys"), "*.xml");
            Assert.NotEmpty(keys);
            Assert.All(keys, key => Assert.Contains("EncryptedData", File.ReadAllText(key), StringComparison.Ordinal));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
