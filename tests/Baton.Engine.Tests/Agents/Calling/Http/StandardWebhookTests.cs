using System.Text;
using Baton.Engine.Agents.Calling.Http;
using Baton.Engine.Tests.Running;

namespace Baton.Engine.Tests.Agents.Calling.Http;

public sealed class StandardWebhookTests
{
    // The vector in the tests of the specification's reference libraries.
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", Id = "msg_p5jXN8AQM9LWM0D4loKWxJek", Body = """{"test": 2432232314}""", Signature = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

    private static readonly DateTimeOffset Sent = DateTimeOffset.FromUnixTimeSeconds(1614265330);

    [Theory, InlineData(Secret), InlineData("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")]
    public void The_reference_vector_is_signed_as_the_reference_libraries_sign_it(string secret) =>
        Assert.Equal(Signature, StandardWebhook.Sign(secret, Id, Sent, Encoding.UTF8.GetBytes(Body)));

    [Fact]
    public void While_a_secret_is_rotated_both_sign()
    {
        var other = "whsec_" + Convert.ToBase64String(Encoding.ASCII.GetBytes("another-secret-of-32-bytes-here!"));

        var both = StandardWebhook.Sign($"{other} {Secret}", Id, Sent, Encoding.UTF8.GetBytes(Body)).Split(' ');

        Assert.Equal(2, both.Length);
        Assert.NotEqual(Signature, both[0]);
        Assert.Equal(Signature, both[1]);
    }

    [Theory, InlineData(""), InlineData("   "), InlineData("whsec_"), InlineData("whsec_not base64"), InlineData("sk-12345!")]
    public void What_is_no_secret_signs_nothing(string secret) => Assert.Throws<FormatException>(() => StandardWebhook.Sign(secret, Id, Sent, []));

    [Fact]
    public async Task The_published_library_accepts_the_signature_and_refuses_it_for_another_body()
    {
        const string Verify = """
            const { Webhook } = require('standardwebhooks');
            const [secret, id, timestamp, signature, body] = process.argv.slice(1);
            const tell = text => { try { new Webhook(secret).verify(text, { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signature }); return 'accepted'; } catch (fault) { return fault.message; } };
            process.stdout.write(tell(body) + '; ' + tell(body + ' '));
            """;
        const string Text = """{"task":"c-1-t9","input":{"event":{"text":"Où est mon colis ? 📦"}}}""";
        var now = DateTimeOffset.UtcNow; // the library takes only what was sent in the last five minutes
        var signature = StandardWebhook.Sign(Secret, "c-1-t9", now, Encoding.UTF8.GetBytes(Text));

        Assert.Equal("accepted; No matching signature found", await NodePackages.RunAsync(Verify, Secret, "c-1-t9", $"{now.ToUnixTimeSeconds()}", signature, Text));
    }
}
