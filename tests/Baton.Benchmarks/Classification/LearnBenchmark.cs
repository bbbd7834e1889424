using System.Globalization;
using System.Text.Json;
using Baton.Core.Classification;
using Baton.Core.Learning;

namespace Baton.Benchmarks.Classification;

/// <summary>
/// <c>learn --train F.csv --test F.csv [--each 3] [--corrections 200] [--step 20] [--sure 0.6] [--seed 1]</c>: begins with a model that was trained on few
/// examples of each label. Messages come in one by one; those of which the model is not sure go to a person, whose label becomes an example. After every step
/// the model is trained again, and measured on a file of which it never sees anything.
/// </summary>
internal static class LearnBenchmark
{
    public static int Run(Arguments arguments)
    {
        if (arguments.Text("train") is not { } trainFile || arguments.Text("test") is not { } testFile)
        {
            Console.Error.WriteLine("learn needs --train and --test, each a file of comma-separated rows with the columns text and category.");
            return 2;
        }

        var (each, corrections, step, sure, seed) = (arguments.Number("each", 3), arguments.Number("corrections", 200), arguments.Number("step", 20), arguments.Number("sure", 60) / 100.0, arguments.Number("seed", 1));
        var test = Read(testFile);
        var stream = Shuffled(Read(trainFile), seed);
        List<LabelledText> known = [.. stream.GroupBy(x => x.Label, StringComparer.Ordinal).SelectMany(label => label.Take(each))];
        var coming = new Queue<LabelledText>(stream.Except(known));
        var (began, model) = (known.Count, TextClassifier.Train(known));
        var first = Right(model, test);
        var points = new List<Point> { Measure(model, test, first, 0, sure) };
        Console.Error.WriteLine($"{began} examples of {model.Labels.Count} labels to begin with; {test.Count} held-out messages.");
        Console.Error.WriteLine("corrections | right on held-out | gained | lost | p against the first | surer than asked");
        Tell(points[0]);
        while (points[^1].Corrections < corrections && coming.Count > 0)
        {
            for (var taken = 0; taken < step && coming.TryDequeue(out var message);)
            {
                // What the model is sure of is answered without a person, and nobody names its label.
                if (model.Classify(message.Text, alternatives: 0).Confidence >= sure) continue;
                known.Add(message);
                taken++;
            }

            model = TextClassifier.Train(known);
            points.Add(Measure(model, test, first, known.Count - began, sure));
            Tell(points[^1]);
        }

        Console.WriteLine(JsonSerializer.Serialize(new { before = points[0].Accuracy, after = points[^1].Accuracy, corrections = points[^1].Corrections, points[^1].P, curve = points.Select(point => new { point.Corrections, point.Accuracy }) }));
        return points[^1].Accuracy > points[0].Accuracy ? 0 : 1;
    }

    private static Point Measure(TextClassifier model, List<LabelledText> test, bool[] first, int corrections, double sure)
    {
        var now = Right(model, test);
        var paired = PairedComparison.Of([.. first.Zip(now)]);
        return new Point(corrections, Math.Round((double)paired.RightAfter / paired.Count, 4), paired.Gained, paired.Lost, paired.P, Math.Round((double)test.Count(x => model.Classify(x.Text, alternatives: 0).Confidence >= sure) / test.Count, 4));
    }

    private static bool[] Right(TextClassifier model, List<LabelledText> test) => [.. test.Select(x => model.Classify(x.Text, alternatives: 0).Label == x.Label)];

    private static void Tell(Point point) => Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{point.Corrections,11} | {point.Accuracy * 100,15:0.0} % | {point.Gained,6} | {point.Lost,4} | {point.P,19:0.0000} | {point.Sure * 100,14:0.0} %"));

    // The same order on every machine.
    private static List<LabelledText> Shuffled(List<LabelledText> all, int seed)
    {
        var random = new Random(seed);
        var shuffled = all.ToArray();
        random.Shuffle(shuffled);
        return [.. shuffled];
    }

    private static List<LabelledText> Read(string file)
    {
        using var reader = new StreamReader(file);
        return [.. LabelledFile.Read(reader)];
    }

    private sealed record Point(int Corrections, double Accuracy, int Gained, int Lost, double P, double Sure);
}
