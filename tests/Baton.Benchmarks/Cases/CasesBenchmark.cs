using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Baton.Core.Events;
using Baton.Core.Handoffs;
using Baton.Core.Handoffs.Briefs;
using Baton.Engine.Demo.Corpus;
using Baton.Engine.Handoffs.Similar;
using Baton.Engine.Storage;
using Baton.Engine.Storage.Rows;
using Baton.Engine.Storage.Schema;
using Microsoft.EntityFrameworkCore;

namespace Baton.Benchmarks.Cases;

/// <summary>How long it takes to find the resolved cases like one, among many, and to write a brief: milliseconds, of cases made of what real customers wrote.</summary>
internal static class CasesBenchmark
{
    private const string Workspace = "default";
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private static readonly string[] Outcomes = ["answered", "approved", "rejected"];

    public static async Task<int> RunAsync(Arguments arguments)
    {
        var (cases, asks) = (arguments.Number("cases", 100_000), arguments.Number("asks", 200));
        var folder = Directory.CreateTempSubdirectory("baton-");
        try
        {
            var file = new DatabaseFile(folder.FullName);
            SchemaUpdate.Apply(file);
            var said = CorpusReader.Shared.Conversations.SelectMany(c => c.Turns).Where(t => t.Speaker == Speaker.Customer && t.Text.Length > 20).Select(t => t.Text).ToArray();
            var chance = new Random(7);
            var began = Stopwatch.GetTimestamp();
            var terms = Fill(file, cases, said, chance);
            var filled = Stopwatch.GetElapsedTime(began);
            var options = new DbContextOptionsBuilder<BatonDb>();
            options.UseBaton(file);
            using var similar = new SimilarCases(null!, file, new Contexts(options.Options), TimeProvider.System);
            var (took, found, first) = (new List<double>(), 0, 0.0);
            for (var i = 0; i < asks; i++)
            {
                var words = WordsOf(Text(said, chance), i);
                var at = Stopwatch.GetTimestamp();
                found += (await similar.FindAsync(Workspace, words, except: 0, most: 5, CancellationToken.None)).Best.Count;
                var ms = Stopwatch.GetElapsedTime(at).TotalMilliseconds;
                if (i == 0) first = ms;
                else took.Add(ms);
            }

            took.Sort();
            Console.WriteLine(JsonSerializer.Serialize(new
            {
                cases,
                terms,
                casesPerSecondFilled = Math.Round(cases / filled.TotalSeconds),
                databaseMb = new FileInfo(file.Path).Length >> 20,
                asks,
                foundOnAverage = Math.Round((double)found / asks, 2),
                firstMs = Math.Round(first, 1),
                medianMs = Math.Round(took[took.Count / 2], 1),
                p95Ms = Math.Round(took[took.Count * 95 / 100], 1),
                worstMs = Math.Round(took[^1], 1),
                briefOf120MessagesMs = Math.Round(Brief(said), 1),
            }));
            return 0;
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            folder.Delete(recursive: true);
        }
    }

    private static long Fill(DatabaseFile file, int cases, string[] said, Random chance)
    {
        using var connection = file.Open();
        var terms = 0L;
        foreach (var part in Enumerable.Range(1, cases).Chunk(1_000))
        {
            connection.BeginAlone();
            foreach (var number in part)
            {
                var seq = number * 10L;
                var text = Text(said, chance);
                Put(connection[HandoffTable.Put], HandoffTable.Bind, new HandoffRow
                {
                    Workspace = Workspace, Id = string.Create(CultureInfo.InvariantCulture, $"c{number}-h1"), Customer = string.Create(CultureInfo.InvariantCulture, $"c{number}"), Seq = seq, LastSeq = seq + 5, Status = "resolved", Queue = "support",
                    Reason = "The customer asked for a person.", Asked = "AskedForPerson", Opened = number, Resolved = number + 1, ResolvedBy = "olga@example.com", ResolutionOutcome = Outcomes[number % 3], Answer = "We took care of it.", Title = "A customer asks for a person",
                });
                Put(connection[CaseTermTable.Note], CaseTermTable.Bind, new CaseTermRow { Workspace = Workspace, Term = CaseIndexer.Every, Seq = seq, Weight = 0 });
                foreach (var word in WordsOf(text, number))
                {
                    Put(connection[CaseTermTable.Note], CaseTermTable.Bind, new CaseTermRow { Workspace = Workspace, Term = word.Term, Seq = seq, Weight = word.Weight });
                    terms++;
                }
            }

            connection.Commit();
        }

        return terms;
    }

    private static void Put<TRow>(Statement statement, Action<Statement, TRow> bind, TRow row)
    {
        bind(statement, row);
        statement.Run();
    }

    // Two things that customers wrote: more cases than there are conversations, in words as people use them.
    private static string Text(string[] said, Random chance) => $"{said[chance.Next(said.Length)]} {said[chance.Next(said.Length)]}";

    private static IReadOnlyList<CaseWord> WordsOf(string text, int number) => CaseWord.Of(
        new CaseFile { Reason = "", Opened = 1, Root = 1, Cause = (HandoffCause)(number % 3), Now = Now, Log = [Said(1, text, byCustomer: true)] }, "A customer asks for a person", number % 5 == 0 ? "approvals:big-refund" : null);

    private static double Brief(string[] said)
    {
        var file = new CaseFile { Reason = "The customer asked for a person.", Opened = 120, Root = 1, Now = Now, Log = [.. Enumerable.Range(1, 120).Select(i => Said(i, said[i % said.Length], i % 2 == 1))] };
        BriefWriter.Write(file);
        var at = Stopwatch.GetTimestamp();
        for (var i = 0; i < 10; i++) BriefWriter.Write(file);
        return Stopwatch.GetElapsedTime(at).TotalMilliseconds / 10;
    }

    private static CaseEvent Said(long seq, string text, bool byCustomer) => new(new Event
    {
        Seq = seq,
        Source = "urn:bench",
        Id = seq.ToString(CultureInfo.InvariantCulture),
        Type = byCustomer ? EventTypes.MessageReceived : EventTypes.MessageSent,
        Customer = "c1",
        Time = Now.AddMinutes(seq),
        Received = Now.AddMinutes(seq),
        Actor = Actor.Channel("urn:bench"),
        Root = seq,
        Data = JsonSerializer.SerializeToElement(new { text, agent = "reply" }),
    });

    private sealed class Contexts(DbContextOptions<BatonDb> options) : IDbContextFactory<BatonDb>
    {
        public BatonDb CreateDbContext() => new(options);
    }
}
