using Baton.Benchmarks;

return args is [var name, .. var rest] ? await BenchmarkList.RunAsync(name, new Arguments(rest)) : BenchmarkList.Help();
