using System.Diagnostics;
using System.Text.Json;
using Baton.Core.Classification;

namespace Baton.Benchmarks.Classification;

/// <summary>
/// <c>classify --train F.csv --test F.csv [--oos oos]</c>: trains the built-in classifier on one file and measures it on the other. Nothing is chosen by the
/// test file: what the training chooses for itself, it chooses by cross-validation on the training file.
/// </summary>
internal static class ClassifyBenchmark
{
    public static int Run(Arguments arguments)
    {
        if (arguments.Text("train") is not { } trainFile || arguments.Text("test") is not { } testFile)
        {
            Console.Error.WriteLine("classify needs --train and --test, each a file of comma-separated rows with the columns text and category.");
            return 2;
        }

        var outOfScope = arguments.Text("oos");
        var (train, test) = (Read(trainFile), Read(testFile));
        var began = Stopwatch.GetTimestamp();
        var trained = ClassifierTraining.Train(train, new TrainingOptions { OutOfScope = outOfScope, Workers = Environment.ProcessorCount });
        var trainSeconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        var answers = test.Select(example => (example.Label, Given: trained.Classifier.Classify(example.Text, alternatives: 0))).ToList();
        var inScope = answers.Where(answer => answer.Label != outOfScope).OrderByDescending(answer => answer.Given.Confidence).ToList();
        var strangers = answers.Where(answer => answer.Label == outOfScope).ToList();
        var surest = inScope.Take(inScope.Count * 3 / 4).ToList();
        Console.WriteLine(JsonSerializer.Serialize(new
        {
            accuracy = Share(inScope, answer => answer.Given.Label == answer.Label),
            accuracyAt75 = Share(surest, answer => answer.Given.Label == answer.Label),
            inScopeAccuracy = outOfScope is null ? null : Share(inScope, answer => !answer.Given.IsOutOfScope && answer.Given.Label == answer.Label),
            oosRecall = outOfScope is null ? null : Share(strangers, answer => answer.Given.IsOutOfScope),
            microsPerDecision = Math.Round(MicrosPerDecision(trained.Classifier, test), 1),
            trainSeconds = Math.Round(trainSeconds, 1),
        }));
        Console.Error.WriteLine(JsonSerializer.Serialize(new
        {
            crossValidated = new { trained.Evaluation.Accuracy, trained.Evaluation.Coverage, trained.Evaluation.CoveredAccuracy, trained.Evaluation.CalibrationError, trained.Evaluation.OutOfScopeRecall },
            calibrationError = Math.Round(Evaluation.Measure(trained.Classifier, test, outOfScope: outOfScope).CalibrationError, 4),
            fileMegabytes = Math.Round(SizeOf(trained.Classifier) / 1048576.0, 1),
        }));
        return 0;
    }

    // One thread, one message after the other, as a lane does it; what is compiled and in caches by then has decided every message once before.
    private static double MicrosPerDecision(TextClassifier classifier, IReadOnlyList<LabelledText> test)
    {
        var began = Stopwatch.GetTimestamp();
        foreach (var example in test) _ = classifier.Classify(example.Text, alternatives: 0);
        return Stopwatch.GetElapsedTime(began).TotalMicroseconds / test.Count;
    }

    private static long SizeOf(TextClassifier classifier)
    {
        using var file = new MemoryStream();
        classifier.Save(file);
        return file.Length;
    }

    private static IReadOnlyList<LabelledText> Read(string file)
    {
        using var reader = new StreamReader(file);
        return LabelledFile.Read(reader);
    }

    private static double? Share<T>(List<T> all, Func<T, bool> counts) => all.Count == 0 ? null : Math.Round((double)all.Count(counts) / all.Count, 4);
}
