using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using Baton.Core.Events;
using Baton.Core.Handoffs;
using Baton.Engine.Demo.Corpus;
using Baton.Engine.Handoffs;
using Baton.Engine.Learning;
using Baton.Engine.Tests.Running;

namespace Baton.Engine.Tests.Learning;

/// <summary>Real conversations leave as examples without their people; and answers that come again are suggested as articles, without them too.</summary>
public sealed class TrainingExportTests : IAsyncLifetime
{
    private const string ToPeople = """ "routing":[{"id":"people","when":{"field":"event.type","op":"eq","value":"message.received"},"to":{"queue":"support"}}] """;

    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private TestEngine _engine = null!;

    public async ValueTask InitializeAsync()
    {
        _engine = await TestEngine.StartAsync();
        await _engine.PublishAsync(ToPeople);
    }

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    [Fact]
    public async Task No_name_and_no_address_of_the_corpus_is_in_the_export()
    {
        var corpus = CorpusReader.Shared;
        var conversations = corpus.Conversations.Where((_, i) => i % 3 == 0).ToList();
        foreach (var conversation in conversations) await LiveAsync(conversation, corpus.Customers[conversation.CustomerKey]);

        var examples = new List<string>();
        await foreach (var one in _engine.Get<TrainingExport>().ReadAsync(TestEngine.Workspace, DateTimeOffset.UnixEpoch, DateTimeOffset.MaxValue)) examples.Add(JsonSerializer.Serialize(one, Json));

        var all = string.Join('\n', examples);
        Assert.Equal(conversations.Count, examples.Count);
        Assert.Equal(conversations.Count, Regex.Count(all, @"""Outcome"":""answered"""));
        Assert.Contains("[NAME_1]", all, StringComparison.Ordinal);
        Assert.Contains("[EMAIL_1]", all, StringComparison.Ordinal);
        var leaks = corpus.Customers.Values.Where(customer => customer.FirstName is not null)
            .SelectMany(customer => new[] { customer.Email, customer.Name, customer.Key }).Where(secret => all.Contains(secret, StringComparison.OrdinalIgnoreCase)).ToList();
        // The people of each conversation by each part of their names, too.
        foreach (var (conversation, example) in conversations.Zip(examples))
            if (corpus.Customers[conversation.CustomerKey] is { FirstName: { } first, LastName: { } last }) leaks.AddRange(new[] { first, last }.Where(name => Regex.IsMatch(example, $@"(?<![\p{{L}}]){name}(?!\p{{L}})")));
        Assert.True(leaks.Count == 0, string.Join(", ", leaks));
    }

    [Fact]
    public async Task Examples_come_page_by_page_each_once_with_the_label_that_was_given_last()
    {
        for (var i = 0; i < 230; i++) await AnswerAsync($"m-{i}", $"email:c{i}@example.com", $"Where is parcel {i}?", "It comes tomorrow.", label: "track");
        var first = (await _engine.StateAsync("email:c0@example.com")).Id + "-h1";
        await _engine.Get<CaseLabels>().LabelAsync(TestEngine.Workspace, first, "delivery", model: null, isUseful: false, Actor.Person("olga"));

        var labels = new List<string?>();
        await foreach (var one in _engine.Get<TrainingExport>().ReadAsync(TestEngine.Workspace, TestEngine.Monday, TestEngine.Monday.AddDays(1))) labels.Add(one.Label);
        var none = 0;
        await foreach (var one in _engine.Get<TrainingExport>().ReadAsync(TestEngine.Workspace, TestEngine.Monday.AddDays(1), TestEngine.Monday.AddDays(2))) none += one.Conversation.Count + 1;

        Assert.Equal((230, 1, 229, 0), (labels.Count, labels.Count(l => l == "delivery"), labels.Count(l => l == "track"), none));
    }

    [Fact]
    public async Task Answers_to_the_same_question_become_an_article_once_an_admin_wants_it()
    {
        string[] asked = ["How can I add travel insurance after booking my flight?", "Is it possible to add insurance to a flight I booked?", "I want travel insurance added to my booked flight, please."];
        foreach (var (i, question) in asked.Index()) await AnswerAsync($"m-{i}", $"email:ana{i}@example.com", question, $"Hello Ana, insurance can be added within 24 hours of booking. Write to ana{i}@example.com.");
        await AnswerAsync("other", "email:bo@example.com", "My parcel is damaged, the box was torn", "We send a new one at once, sorry.");

        await _engine.Get<SuggestionSearch>().LookAsync(TestEngine.Workspace, Actor.Person("ada@example.com"));

        var row = Assert.Single(await _engine.Get<Suggestions>().ListAsync(TestEngine.Workspace, SuggestionStatus.Open));
        var article = SuggestionDesk.Body<SuggestedArticle>(row);
        Assert.Equal(("People answered the same question 3 times: keep the answer as an article?", 3), (row.Sentence, article.Handoffs.Count));
        Assert.Equal("Hello [NAME_1], insurance can be added within 24 hours of booking. Write to [EMAIL_1].", article.Answer);
        Assert.Null((await _engine.Get<SuggestionDesk>().AcceptAsync(TestEngine.Workspace, row.Id, Actor.Person("ada@example.com"), edited: new ArticleDraft("Insurance after booking", "It can be added within 24 hours of booking."))).Refusal);
        var kept = (await _engine.Get<Baton.Engine.Knowledge.Articles>().FindAsync(TestEngine.Workspace, "insurance-after-booking"))!;
        Assert.Equal((false, "It can be added within 24 hours of booking."), (kept.IsProposed, kept.Article.Text));
    }

    private async Task LiveAsync(Conversation conversation, CustomerProfile customer)
    {
        var address = "email:" + customer.Email;
        if (customer.FirstName is not null) await _engine.SendAsync(conversation.Id + "-profile", address, EventTypes.CustomerUpdated, JsonSerializer.Serialize(new { attributes = new { name = customer.Name, firstName = customer.FirstName } }));
        foreach (var (i, turn) in conversation.Turns.Index().Where(turn => turn.Item.Text.Length > 0 && turn.Item.Speaker != Speaker.Tool))
            await _engine.SendAsync($"{conversation.Id}-{i}", address, turn.Speaker == Speaker.Customer ? EventTypes.MessageReceived : EventTypes.MessageSent, JsonSerializer.Serialize(new { text = turn.Text }));
        _engine.Advance(TimeSpan.FromMinutes(1));
        await ResolveAsync(address, $"Dear {customer.FirstName ?? "customer"}, we wrote to {customer.Email}. Kind regards,\nOlga Petrova", label: null);
    }

    private async Task AnswerAsync(string id, string customer, string question, string answer, string? label = null)
    {
        await _engine.SendAsync(id, customer, data: JsonSerializer.Serialize(new { text = question }));
        await ResolveAsync(customer, answer, label);
    }

    // Every message opens one; the first is answered, and the others with it, in words that the test does not count.
    private async Task ResolveAsync(string customer, string answer, string? label)
    {
        var state = await _engine.StateAsync(customer);
        foreach (var (i, handoff) in state.Handoffs.Index().ToList())
        {
            await _engine.Handoffs.ClaimAsync(TestEngine.Workspace, handoff.Id, "olga");
            if (i > 0) await _engine.Handoffs.MergeAsync(TestEngine.Workspace, handoff.Id, "olga", state.Handoffs[0].Id);
        }

        await _engine.Handoffs.ResolveAsync(TestEngine.Workspace, state.Handoffs[0].Id, "olga", new Resolution(HandoffOutcome.Answered) { Answer = answer, Data = label is null ? default : JsonSerializer.SerializeToElement(new { label }) });
    }
}
