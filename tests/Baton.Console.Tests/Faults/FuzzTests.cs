using System.Net.Http.Headers;
using System.Text;
using Baton.Core.Events;
using Baton.Engine.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Baton.Web.Tests.Faults;

/// <summary>Documents that are nearly right, sent to every door that reads one: never a fault of Baton's own, and nothing changed by what was refused.</summary>
public sealed class FuzzTests(ApiApp app) : IClassFixture<ApiApp>
{
    private static readonly int Tries = string.IsNullOrEmpty(Environment.GetEnvironmentVariable("BATON_FAULTS")) ? 400 : 20_000;

    public static TheoryData<string, string, string, string> Doors() => new()
    {
        { "POST", "events", "application/cloudevents+json", """{"specversion":"1.0","id":"ID","source":"/fuzz","type":"message.received","subject":"email:ana@example.com","time":"2026-11-23T09:00:00Z","datacontenttype":"application/json","ext":7,"data":{"text":"Hello","customer":{"email":"ana@example.com"},"amount":40.5}}""" },
        { "POST", "events", "application/cloudevents-batch+json", """[{"specversion":"1.0","id":"ID","source":"/fuzz","type":"case.opened","subject":"email:ana@example.com","data":{"case":"c-1","text":"x"}},{"specversion":"1.0","id":"ID-2","source":"/fuzz","type":"profile.changed","subject":"phone:+49301234567","data":{"attributes":{"plan":"gold"},"consent":{"doNotContact":false}}}]""" },
        { "POST", "actions", "application/json", """{"id":"ID","agent":"outreach","customer":"email:ana@example.com","kind":"contact.email","purpose":"promotion","text":"Hello","data":{"amount":40},"execute":"self"}""" },
        { "POST", "actions:check", "application/json", """{"id":"ID","agent":"outreach","customer":"email:ana@example.com","kind":"refund","purpose":"reply","text":"Hello","data":{"amount":140},"execute":"baton"}""" },
        { "PUT", "agents/outreach", "application/json", """{"department":"sales","kind":"pull","skills":["mail"],"maxAttempts":3,"timeout":"PT1M"}""" },
        {
            "PUT", "policies/draft", "application/json", """
            {"departments":["support","sales"],"routing":[{"id":"r","when":{"any":[{"field":"event.text","op":"containsAny","value":["outage","down"]},{"not":{"field":"event.type","op":"eq","value":"x"}}]},"to":{"agent":"outreach"},"priority":"urgent"}],
            "cooldowns":[{"id":"c","after":{"field":"event.type","op":"startsWith","value":"case."},"blocks":{"all":[{"field":"agent.department","op":"in","value":["sales"]},{"field":"action.kind","op":"startsWith","value":"contact."}]},"for":"PT48H","then":"delay","mode":"shadow"}],
            "holds":[{"id":"h","while":{"field":"customer.openHandoffs","op":"gt","value":0},"blocks":{"field":"action.purpose","op":"ne","value":"promotion"},"then":"suppress"}],"caps":[{"id":"w","blocks":{"field":"action.kind","op":"exists","value":true},"max":3,"per":"P7D","then":"delay"}],
            "quietHours":[{"id":"n","blocks":{"field":"action.kind","op":"startsWith","value":"contact."},"from":"21:00","to":"08:00","timeZone":"customer"}],"approvals":[{"id":"a","when":{"field":"action.data.amount","op":"gte","value":100},"queue":"finance"}],
            "guardrails":[{"id":"g","when":{"field":"action.text","op":"matches","value":"\\b(?:\\d[ -]?){13,16}\\b"},"then":"escalate","queue":"compliance"}],"precedence":{"window":"PT15M","loser":"delay"},"consent":{"doNotContact":"suppress"}}
            """
        },
    };

    private static readonly string Itself = Actor.Baton.ToString();

    [Theory]
    [MemberData(nameof(Doors))]
    public async Task What_is_nearly_right_is_taken_or_refused_and_what_is_refused_changes_nothing(string method, string path, string type, string document)
    {
        var random = new Random(20261121);
        using var client = app.Caller();
        var refused = 0;
        for (var i = 0; i < Tries; i++)
        {
            var sent = Mutations.Of(document.Replace("ID", $"{path}-{i}", StringComparison.Ordinal), random);
            var before = await StateAsync();
            using var request = new HttpRequestMessage(new HttpMethod(method), "/api/v1/" + path) { Content = new ByteArrayContent(sent) };
            request.Content.Headers.ContentType = new MediaTypeHeaderValue(type);
            using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);

            var status = (int)answer.StatusCode;
            Assert.True(status is (>= 200 and < 300) or 400 or 404 or 409 or 413 or 415 or 422, $"Try {i} was answered with {status}: {await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)}\n{Encoding.UTF8.GetString(sent)}");
            if (status < 300) continue;
            refused++;
            Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
            Assert.True(before == await StateAsync(), $"Try {i} was refused with {status}, and changed something:\n{Encoding.UTF8.GetString(sent)}\n{await SinceAsync(before.Seq)}");
        }

        Assert.InRange(refused, Tries / 10, Tries);
    }

    private async Task<string> SinceAsync(long seq)
    {
        await using var db = await app.Services.GetRequiredService<IDbContextFactory<BatonDb>>().CreateDbContextAsync(TestContext.Current.CancellationToken);
        return string.Join('\n', await db.Log.Where(row => row.Seq > seq).OrderBy(row => row.Seq).Select(row => $"{row.Seq} {row.Type} {row.Actor}: {row.Sentence}").ToListAsync(TestContext.Current.CancellationToken));
    }

    // What Baton does by itself meanwhile is nobody's request.
    private async Task<(long Seq, long Revision)> StateAsync()
    {
        await using var db = await app.Services.GetRequiredService<IDbContextFactory<BatonDb>>().CreateDbContextAsync(TestContext.Current.CancellationToken);
        return (await db.Log.Where(row => row.Actor != Itself).MaxAsync(row => (long?)row.Seq, TestContext.Current.CancellationToken) ?? 0, await db.Drafts.Select(draft => (long?)draft.Revision).MaxAsync(TestContext.Current.CancellationToken) ?? 0);
    }
}
