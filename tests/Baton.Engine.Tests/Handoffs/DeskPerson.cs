using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text.Json;

namespace Baton.Engine.Tests.Handoffs;

/// <summary>Somebody at the desk who does anything to any case, and writes down what they were told is so.</summary>
internal sealed class DeskPerson(AppUnderPeople app, string email, IReadOnlyList<string> people, IReadOnlyList<string> cases, int seed)
{
    private readonly Random _chance = new(seed);

    public string Email => email;

    /// <summary>The cases of which they were told that their resolution is done.</summary>
    public ConcurrentBag<string> Resolved { get; } = [];

    /// <summary>How often each act was answered, by its name and the answer's status.</summary>
    public ConcurrentDictionary<(string Act, HttpStatusCode Status), int> Answers { get; } = new();

    /// <summary>Does so many things.</summary>
    public async Task WorkAsync(int acts, Action done)
    {
        for (var i = 0; i < acts; i++, done())
        {
            var handoff = Any(cases);
            await (_chance.Next(20) switch
            {
                0 or 1 or 2 or 3 or 4 or 5 => ActAsync(handoff, "claim"),
                6 or 7 => ActAsync(handoff, "release"),
                8 => ActAsync(handoff, "transfer", new { to = Any(people), note = "Yours, I think." }),
                9 => ActAsync(handoff, "transfer", new { queue = "second" }),
                10 => ActAsync(handoff, "accept"),
                11 => ActAsync(handoff, "bounce"),
                12 => ActAsync(handoff, "takeover", new { note = "I do it." }),
                13 => ActAsync(handoff, "snooze", new { forAnswer = _chance.Next(2) == 0, until = DateTimeOffset.UtcNow.AddHours(1).ToString("O", CultureInfo.InvariantCulture) }),
                14 => ActAsync(handoff, "wake"),
                15 => ActAsync(handoff, "merge", new { into = Any([.. cases.Where(other => other != handoff && CustomerOf(other) == CustomerOf(handoff))]) }),
                16 => ActAsync(handoff, "undo"),
                17 or 18 => ResolveAsync(handoff, isUndoable: _chance.Next(2) == 0),
                _ => ActAsync(handoff, "notes", new { text = "She called twice." }),
            });
        }
    }

    /// <summary>Brings a case to its end, whoever has it and wherever it stands.</summary>
    public async Task FinishAsync(string handoff)
    {
        for (var tries = 0; tries < 500; tries++)
        {
            var now = await app.GetAsync("handoffs/" + handoff);
            if (now.GetProperty("status").GetString() == "resolved") return;
            if (Said(now, "mergedInto") is { } into) await FinishAsync(into);
            else if (Said(now, "ends") is not null) await Task.Delay(50); // by itself, in a moment
            else if (Said(now, "owner") is { } owner && owner != email) await ActAsync(handoff, "takeover", new { note = "The day is over." });
            else await ResolveAsync(handoff, isUndoable: false);
        }

        Assert.Fail($"{handoff} does not end: {await app.GetAsync("handoffs/" + handoff)}");
    }

    private async Task ResolveAsync(string handoff, bool isUndoable)
    {
        var (status, json) = await ActAsync(handoff, "resolve", new { outcome = _chance.Next(4) == 0 ? "rejected" : "approved", undoable = isUndoable });
        if (status == HttpStatusCode.OK && Said(json, "status") == "resolved") Resolved.Add(handoff);
    }

    private async Task<(HttpStatusCode Status, JsonElement Json)> ActAsync(string handoff, string act, object? body = null)
    {
        var answer = await app.PostAsync($"handoffs/{handoff}/{act}", body, email);
        Answers.AddOrUpdate((act, answer.Status), 1, (_, n) => n + 1);
        Assert.True(answer.Status is HttpStatusCode.OK or HttpStatusCode.Conflict, $"{email} did {act} on {handoff} and was answered {answer.Status}: {answer.Json}");
        return answer;
    }

    private T Any<T>(IReadOnlyList<T> from) => from[_chance.Next(from.Count)];

    private static string CustomerOf(string handoff) => Core.Handoffs.HandoffId.CustomerOf(handoff);

    private static string? Said(JsonElement json, string member) => json.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
