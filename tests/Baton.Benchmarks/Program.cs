using System.Globalization;
using Baton.Benchmarks.Storage;

if (args is ["journal", ..]) return await JournalBenchmark.Run(Number("--callers", 64), Number("--units", 200_000));

Console.Error.WriteLine("Which benchmark? coordinate, latency, decide or journal.");
return 2;

int Number(string name, int otherwise) =>
    Array.IndexOf(args, name) is >= 0 and var at ? int.Parse(args[at + 1], CultureInfo.InvariantCulture) : otherwise;
