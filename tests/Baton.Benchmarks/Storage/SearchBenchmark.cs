using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Baton.Engine.Storage;
using Baton.Engine.Storage.Facets;
using Baton.Engine.Storage.Journaling;
using Baton.Engine.Storage.Lookups;
using Baton.Engine.Storage.Rows;
using Baton.Engine.Storage.Schema;
using Baton.Engine.Storage.Search;
using Microsoft.EntityFrameworkCore;

namespace Baton.Benchmarks.Storage;

/// <summary>How long the reads behind the timeline take on a long log: pages by each filter, and full-text search. Milliseconds, the best and worst of five.</summary>
internal static class SearchBenchmark
{
    private const int Page = 50;

    private static readonly string[] Words = [.. Enumerable.Range(0, 20_000).Select(i => "word" + i.ToString(CultureInfo.InvariantCulture))];

    public static int Run(int rows)
    {
        var folder = Directory.CreateTempSubdirectory("baton-");
        try
        {
            var file = new DatabaseFile(folder.FullName);
            SchemaUpdate.Apply(file);
            Fill(file, rows);
            using var index = file.OpenSearch();
            using var facets = file.OpenFacets();
            using var log = new LogLookups(file, facets);
            var clock = Stopwatch.StartNew();
            while (log.ReadLog(index.Position, 500) is { Count: > 0 } next) index.Add(next);
            var indexed = Math.Round(rows / clock.Elapsed.TotalSeconds);

            var options = new DbContextOptionsBuilder<BatonDb>();
            options.UseBaton(file);
            using var tables = new BatonDb(options.Options);
            var mine = tables.Log.Where(row => row.Workspace == "default").OrderByDescending(row => row.Seq);
            Console.WriteLine(JsonSerializer.Serialize(new
            {
                rows,
                indexedPerSecond = indexed,
                logMb = new FileInfo(file.Path).Length >> 20,
                indexMb = new FileInfo(Path.Combine(folder.FullName, "search.db")).Length >> 20,
                everyRowsWord = Time(() => index.Find("default", "parcel ", long.MaxValue, Page).Count),
                everyRowsWordInTheMiddle = Time(() => index.Find("default", "parcel ", rows / 2, Page).Count),
                rareWord = Time(() => index.Find("default", Words[^1] + " ", long.MaxValue, Page).Count),
                commonAndRare = Time(() => index.Find("default", "parcel " + Words[^1] + " ", long.MaxValue, Page).Count),
                phrase = Time(() => index.Find("default", "\"where is my parcel\"", long.MaxValue, Page).Count),
                twoThatNeverMeet = Time(() => index.Find("default", "evenrow oddrow ", long.MaxValue, Page).Count),
                beginningOfEveryWord = Time(() => index.Find("default", "word", long.MaxValue, Page).Count),
                longBeginning = Time(() => index.Find("default", "word12", long.MaxValue, Page).Count),
                everyRowsBeginning = Time(() => index.Find("default", "receiv", long.MaxValue, Page).Count),
                noneSuch = Time(() => index.Find("default", "nonesuch ", long.MaxValue, Page).Count),
                newest = Time(() => mine.Take(Page).ToList().Count),
                ofCustomer = Time(() => mine.Where(row => row.Customer == "c-77").Take(Page).ToList().Count),
                ofType = Time(() => mine.Where(row => row.Type == "message.received").Take(Page).ToList().Count),
                ofRareVerdict = Time(() => mine.Where(row => row.Verdict == "escalate").Take(Page).ToList().Count),
                ofAgent = Time(() => mine.Where(row => row.Agent == "triage").Take(Page).ToList().Count),
                duplicate = Time(() => log.FindDuplicate("default", "urn:shop", "e500000") is null ? 0 : 1),
            }));
            return 0;
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            folder.Delete(recursive: true);
        }
    }

    private static string Time(Func<int> read)
    {
        var found = read();
        var took = Enumerable.Range(0, 5).Select(_ =>
        {
            var clock = Stopwatch.GetTimestamp();
            read();
            return Stopwatch.GetElapsedTime(clock).TotalMilliseconds;
        }).ToList();
        return string.Create(CultureInfo.InvariantCulture, $"{took.Min():F2}-{took.Max():F2} ({found})");
    }

    private static void Fill(DatabaseFile file, int rows)
    {
        var random = new Random(1);
        using var writer = new BatchWriter(file);
        for (var at = 1; at <= rows; at += 1_000)
        {
            writer.Write([.. Enumerable.Range(at, Math.Min(1_000, rows - at + 1)).Select(seq =>
            {
                var unit = new WriteUnit(null!, seq, 1, 0);
                unit.Append(Row(seq, random));
                return unit;
            })]);
        }
    }

    private static LogRow Row(int seq, Random random)
    {
        // The square makes some words common and most of them rare.
        var words = string.Join(' ', Enumerable.Range(0, 12).Select(_ => Words[(int)(Math.Pow(random.NextDouble(), 2) * Words.Length)]));
        return new LogRow
        {
            Seq = seq,
            Workspace = "default",
            Source = "urn:shop",
            Id = "e" + seq.ToString(CultureInfo.InvariantCulture),
            Type = (seq % 4) switch { 0 => "message.received", 1 => "baton.task.finished", 2 => "baton.action.proposed", _ => "contact.sent" },
            Customer = "c-" + random.Next(5_000).ToString(CultureInfo.InvariantCulture),
            Time = seq,
            Received = seq,
            Actor = "channel:urn:shop",
            Agent = seq % 4 == 1 ? "triage" : null,
            Verdict = seq % 4 != 2 ? null : seq % 400 == 2 ? "escalate" : "allow",
            Root = seq,
            Sentence = "A message arrived and was given to triage.",
            Data = JsonSerializer.Serialize(new { text = $"Where is my parcel? {(seq % 2 == 0 ? "evenrow" : "oddrow")} {words}" }),
        };
    }
}
