namespace Baton.Web.Tests.Faults;

/// <summary>A mistake in deciding: the event is kept, shown, and a person looks at it; the rest goes on.</summary>
public sealed class MistakeTests : IAsyncDisposable
{
    // So near the end of the calendar, a cooldown of years ends beyond it, and reckoning its end throws.
    private readonly ApiApp _app = ApiApp.With(("Baton:Clock:Start", "9999-06-01T09:00:00Z"));

    [Fact]
    public async Task What_deciding_throws_on_is_quarantined_and_the_customer_goes_on()
    {
        await _app.PutAsync("agents/helper", """{"department":"sales","kind":"pull"}""");
        await _app.PublishAsync("""{"cooldowns":[{"id":"long","after":{"field":"event.type","op":"eq","value":"case.opened"},"blocks":{"field":"action.kind","op":"eq","value":"contact.email"},"for":"P400D"}]}""");
        await _app.EventAsync("case.opened", "email:late@example.com", """{"case":"1"}""");

        var asked = await AskAsync("thrown", "contact.email");
        var again = await AskAsync("thrown", "contact.email");
        var other = await AskAsync("other", "refund");

        Assert.Equal((500, 409, 201), (asked.Status, again.Status, other.Status));
        Assert.Contains("a person looks at it", asked.Text("detail"), StringComparison.Ordinal);
        var row = (await _app.GetAsync("timeline?customer=email:late@example.com&type=baton.action.proposed")).Items[^1];
        var stored = await _app.GetAsync($"events/{row.GetProperty("seq").GetInt64()}");
        Assert.Equal(("thrown", "quarantined"), (stored.Text("id"), stored.Text("outcome")));
        Assert.Contains(stored["decisions"].EnumerateArray(), d => d.GetProperty("kind").GetString() == "fault" && d.GetProperty("reason").GetString()!.StartsWith("Deciding on it went wrong", StringComparison.Ordinal));
        var handoff = (await _app.GetAsync("handoffs?status=waiting&customer=email:late@example.com")).Items.Single();
        Assert.Contains("Deciding on it went wrong", handoff.GetProperty("reason").GetString(), StringComparison.Ordinal);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private Task<Answer> AskAsync(string id, string kind) => _app.PostAsync("actions", $$"""{"id":"{{id}}","agent":"helper","customer":"email:late@example.com","kind":"{{kind}}"}""");
}
