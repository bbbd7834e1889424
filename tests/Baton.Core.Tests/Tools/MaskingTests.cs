using System.Text.Json;
using Baton.Core.Tools;

namespace Baton.Core.Tests.Tools;

public sealed class MaskingTests
{
    [Theory]
    [InlineData("""{"apiKey":"k-123"}""")]
    [InlineData("""{"user":{"PASSWORD":"x"}}""")]
    [InlineData("""{"list":[{"access_token":"abc"}]}""")]
    [InlineData("""{"client_secret":{"a":1}}""")]
    [InlineData("""{"cvc":123}""")]
    [InlineData("""{"note":"My card is 4111 1111 1111 1111, thanks"}""")]
    [InlineData("""{"number":4111111111111111}""")]
    [InlineData("""{"4111-1111-1111-1111":1}""")]
    public void A_secret_by_its_members_name_or_a_card_number_is_masked(string json)
    {
        var masked = Masking.Of(JsonElement.Parse(json)).GetRawText();

        foreach (var secret in (string[])["k-123", "\"x\"", "abc", "\"a\"", "123", "4111"]) Assert.DoesNotContain(secret, masked, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"order":"4111111111111112","maxTokens":100,"text":"Call +49 30 1234567","tokenise":null,"nested":[true,1.50,"a"]}""")]
    [InlineData("[]")]
    [InlineData("\"plain\"")]
    public void What_is_no_secret_stays_as_it_is(string json) => Assert.True(JsonElement.DeepEquals(JsonElement.Parse(json), Masking.Of(JsonElement.Parse(json))));

    [Fact]
    public void What_the_caller_knows_to_be_secret_is_masked_wherever_it_stands()
    {
        var masked = Masking.Of(JsonElement.Parse("""{"header":"Bearer s3cr3t","s3cr3t":["x s3cr3t y"]}"""), text => text.Replace("s3cr3t", Masking.Mask, StringComparison.Ordinal));

        Assert.DoesNotContain("s3cr3t", masked.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_use_that_is_long_is_kept_cut_and_reads_back()
    {
        var use = new ToolUse { Agent = "reply", Tool = "list", Task = "t1", Arguments = JsonElement.Parse("""{"password":"x"}"""), Result = JsonSerializer.SerializeToElement(new string('é', 50_000)), Cost = 0.02m, DurationMs = 12.5 };

        var read = ToolUse.Read(use.Kept().Write());

        Assert.Equal(("reply", "list", "t1", 0.02m, 12.5), (read.Agent, read.Tool, read.Task, read.Cost, read.DurationMs));
        Assert.True(read.Result!.Value.GetProperty("characters").GetInt32() > 50_000);
        Assert.InRange(read.Result!.Value.GetProperty("cut").GetString()!.Length, ToolUse.LongestKept - 1, ToolUse.LongestKept);
        Assert.DoesNotContain("\"x\"", read.Arguments.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_denial_reads_back()
    {
        var use = new ToolUse { Agent = "reply", Tool = "refund", Denial = ToolDenial.NotGranted, Fault = "reply may not use refund: it was not granted to this agent." };

        Assert.Equal((use.Denial, use.Fault), (ToolUse.Read(use.Write()).Denial, ToolUse.Read(use.Write()).Fault));
    }
}
