using System.Text.Encodings.Web;
using System.Text.Json;
using Baton.Engine.Demo.Corpus;

namespace Baton.Engine.Demo.Script;

/// <summary>Where the scenes of a script are put on: the cast, the dice, and what happens when.</summary>
internal sealed class Stage(int seed, CorpusReader corpus)
{
    // Payloads are shown to people: an apostrophe should look like one.
    private static readonly JsonSerializerOptions Readable = new(JsonSerializerOptions.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly List<ScriptedEvent> _profiles = [];
    private readonly List<ScriptedEvent> _events = [];
    private readonly List<ScriptedProposal> _proposals = [];
    private readonly List<ScriptedAnswer> _answers = [];

    public Dice Dice { get; } = new(seed);

    public CorpusReader Corpus { get; } = corpus;

    /// <summary>Who writes to support, with the time of the first message, earliest first.</summary>
    public IReadOnlyList<(CustomerProfile Customer, TimeSpan First)> Writers =>
    [
        .. _events.Where(e => e.Type == "message.received" && e.Subject is not null)
            .GroupBy(e => e.Subject!, StringComparer.Ordinal)
            .Select(group => (Corpus.Customers.Values.First(c => SubjectOf(c) == group.Key), group.Min(e => e.At)))
            .OrderBy(writer => writer.Item2),
    ];

    /// <summary>Customers who write to nobody in this story, in the order of their keys.</summary>
    public IReadOnlyList<CustomerProfile> Quiet
    {
        get
        {
            var writing = Corpus.Conversations.Select(c => c.CustomerKey).ToHashSet(StringComparer.Ordinal);
            return [.. Corpus.Customers.Values.Where(c => !writing.Contains(c.Key)).OrderBy(c => c.Key, StringComparer.Ordinal)];
        }
    }

    public static string SubjectOf(CustomerProfile customer) => "email:" + customer.Email;

    public void Profile(CustomerProfile customer, object data) =>
        _profiles.Add(new ScriptedEvent(TimeSpan.Zero, IdOf("profile-" + customer.Key), "crm", "customer.updated", SubjectOf(customer), Json(data)));

    public void Event(TimeSpan at, string id, string source, string type, CustomerProfile? customer, object data) =>
        _events.Add(new ScriptedEvent(at, IdOf(id), source, type, customer is null ? null : SubjectOf(customer), Json(data)));

    public void Propose(TimeSpan at, string id, string agent, CustomerProfile customer, string kind, string? purpose, string? text, object? data = null) =>
        _proposals.Add(new ScriptedProposal(at, IdOf(id), agent, SubjectOf(customer), kind, purpose, text, data is null ? null : Json(data)));

    public void Answer(TimeSpan at, string action, string person, bool approves, string note) => _answers.Add(new ScriptedAnswer(at, IdOf(action), person, approves, note));

    public DemoScript Script() => new(
        _profiles,
        [.. _events.Where(e => e.At < DemoScript.Length).OrderBy(e => e.At).ThenBy(e => e.Id, StringComparer.Ordinal)],
        [.. _proposals.Where(p => p.At < DemoScript.Length).OrderBy(p => p.At).ThenBy(p => p.Id, StringComparer.Ordinal)])
    {
        Answers = [.. _answers.Where(a => a.At < DemoScript.Length).OrderBy(a => a.At).ThenBy(a => a.Action, StringComparer.Ordinal)],
    };

    private string IdOf(string id) => $"demo{seed}-{id}";

    private static JsonElement Json(object data) => JsonSerializer.SerializeToElement(data, Readable);
}
