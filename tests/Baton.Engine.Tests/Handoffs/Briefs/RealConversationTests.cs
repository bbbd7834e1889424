using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using Baton.Core.Events;
using Baton.Core.Handoffs;
using Baton.Core.Handoffs.Briefs;
using Baton.Engine.Demo.Corpus;
using FsCheck;
using FsCheck.Fluent;

namespace Baton.Engine.Tests.Handoffs.Briefs;

/// <summary>Briefs of what real customers of an airline and a shop wrote.</summary>
public sealed partial class RealConversationTests(ITestOutputHelper output)
{
    private static readonly DateTimeOffset Began = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    private static IReadOnlyList<Conversation> All => CorpusReader.Shared.Conversations;

    [Fact]
    public void Every_claim_rests_on_events_that_exist_and_every_quoted_word_stands_in_one_of_them()
    {
        foreach (var conversation in All) Check(FileOf(conversation, conversation.Turns.Count));
    }

    [Fact]
    public void So_does_every_claim_at_any_moment_of_a_conversation_and_the_same_moment_gives_the_same_lines()
    {
        var moments = from which in Gen.Choose(0, All.Count - 1) from turns in Gen.Choose(0, All[which].Turns.Count) select FileOf(All[which], turns);
        Prop.ForAll(moments.ToArbitrary(), file =>
        {
            Check(file);
            return JsonSerializer.Serialize(BriefWriter.Write(file)) == JsonSerializer.Serialize(BriefWriter.Write(file));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void What_the_customer_wants_is_found_in_nearly_every_conversation()
    {
        var found = All.Count(c => BriefWriter.Write(FileOf(c, c.Turns.Count)).Lines.Any(line => line.Kind == BriefKind.Wants));
        foreach (var c in All.Where((_, i) => i % 40 == 3)) output.WriteLine($"{c.Id}\n  {string.Join("\n  ", BriefWriter.Write(FileOf(c, c.Turns.Count)).Lines.Select(line => $"{line.Text} [{string.Join(",", line.Seqs)}]"))}");

        Assert.InRange(found, All.Count * 98 / 100, All.Count);
    }

    [Fact]
    public void A_conversation_of_a_thousand_messages_is_read_in_a_moment()
    {
        var log = All.SelectMany(c => c.Turns).Where(t => t.Text.Length > 0 && t.Speaker != Speaker.Tool).Take(1_000).Select(EventOf).ToList();
        var file = new CaseFile { Reason = "A rule wants a person.", Opened = 1_000, Root = 1, Now = Began, Log = log };
        BriefWriter.Write(file);
        var began = Stopwatch.GetTimestamp();
        var brief = BriefWriter.Write(file);
        var took = Stopwatch.GetElapsedTime(began);
        output.WriteLine($"1,000 messages: {took.TotalMilliseconds:0.0} ms");

        Assert.InRange(brief.Lines.Count, 4, BriefWriter.MostLines);
        Assert.InRange(took, TimeSpan.Zero, TimeSpan.FromSeconds(2));
    }

    private static void Check(CaseFile file)
    {
        var brief = BriefWriter.Write(file);
        var texts = file.Log.Where(e => e.Event.Text is not null).ToDictionary(e => e.Event.Seq, e => Quote.Plain(e.Event.Text!));
        var seqs = file.Log.Select(e => e.Event.Seq).Append(file.Opened).ToHashSet();
        Assert.InRange(brief.Lines.Count, 1, BriefWriter.MostLines);
        foreach (var line in brief.Lines)
        {
            Assert.NotEmpty(line.Seqs);
            Assert.Subset(seqs, line.Seqs.ToHashSet());
            foreach (Match quote in Quoted().Matches(line.Text)) Assert.Contains(line.Seqs, seq => texts.TryGetValue(seq, out var text) && text.Contains(quote.Groups[1].Value.TrimEnd('…'), StringComparison.Ordinal));
        }
    }

    private static CaseFile FileOf(Conversation conversation, int turns) => new()
    {
        Reason = "The customer asked for a person.",
        Cause = HandoffCause.AskedForPerson,
        Opened = Math.Max(1, turns),
        Root = 1,
        Now = Began.AddDays(1),
        Log = [.. conversation.Turns.Take(turns).Where(t => t.Text.Length > 0 && t.Speaker != Speaker.Tool).Select(EventOf)],
    };

    private static CaseEvent EventOf(Turn turn, int index) => new(new Event
    {
        Seq = index + 1,
        Source = "urn:test",
        Id = $"{index}",
        Type = turn.Speaker == Speaker.Customer ? EventTypes.MessageReceived : EventTypes.MessageSent,
        Customer = "c1",
        Time = Began.AddMinutes(index),
        Received = Began.AddMinutes(index),
        Actor = Actor.Channel("urn:chat"),
        Root = index + 1,
        Data = JsonSerializer.SerializeToElement(new { text = turn.Text, agent = turn.Speaker == Speaker.Customer ? null : "reply" }),
    });

    [GeneratedRegex("“([^”]*)”", RegexOptions.None, 1000)]
    private static partial Regex Quoted();
}
