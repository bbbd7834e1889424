using System.Reflection;
using System.Text.RegularExpressions;

namespace Baton.Engine.Tests.Walls;

public sealed partial class WallsTests
{
    private static readonly string[] WordsThatNameNoConcept =
        ["Helpers", "Utils", "Utilities", "Managers", "Common", "Extensions", "Models", "Services", "Misc", "Shared", "Contracts"];

    [Fact]
    public void The_engine_knows_nothing_of_the_web()
    {
        var references = Assembly.Load("Baton.Engine").GetReferencedAssemblies().Select(reference => reference.Name!);

        Assert.DoesNotContain(references, name => name == "Baton.Web" || name.StartsWith("Radzen", StringComparison.Ordinal));
    }

    [Fact]
    public void Quartz_is_spoken_only_in_the_engines_jobs()
    {
        var jobs = Path.Combine(Repository.Source, "Baton.Engine", "Jobs") + Path.DirectorySeparatorChar;
        var speakers = Repository.Files(Repository.Source, ".cs").Concat(Repository.Files(Repository.Source, ".razor"))
            .Where(file => Quartz().IsMatch(File.ReadAllText(file))).ToList();

        Assert.NotEmpty(speakers); // or the wall would stand around nothing
        Assert.DoesNotContain(speakers, file => !file.StartsWith(jobs, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("using Quartz;", true)]
    [InlineData("using Quartz.Impl.Matchers;", true)]
    [InlineData("@using Quartz", true)]
    [InlineData("private readonly global::Quartz.IScheduler _scheduler;", true)]
    [InlineData("@inject Quartz.ISchedulerFactory Factory", true)]
    [InlineData("new QuartzTimes(factory)", false)]
    [InlineData("// Quartz wakes the jobs.", false)]
    public void Speaking_Quartz_is_recognised(string line, bool speaks) => Assert.Equal(speaks, Quartz().IsMatch(line));

    [Fact]
    public void No_folder_sorts_by_kind()
    {
        var odd = Repository.Folders(Repository.Source).Where(folder => WordsThatNameNoConcept.Contains(Path.GetFileName(folder)));

        Assert.Empty(odd);
    }

    [Fact]
    public void A_concept_has_one_word_in_all_projects()
    {
        var spellings = Repository.Projects
            .SelectMany(project => Directory.EnumerateDirectories(Path.Combine(Repository.Source, project)))
            .Select(folder => Path.GetFileName(folder))
            .Distinct(StringComparer.Ordinal)
            .GroupBy(Stem, StringComparer.OrdinalIgnoreCase)
            .Where(word => word.Count() > 1);

        Assert.Empty(spellings.Select(word => string.Join(" and ", word)));
    }

    // Event and Events, Policy and Policies are the same word.
    private static string Stem(string word) => Regex.Replace(word, "(ies|y|s)$", "", RegexOptions.None, TimeSpan.FromSeconds(1));

    [GeneratedRegex(@"using\s+Quartz\b|\bQuartz\.\w", RegexOptions.None, 1000)]
    private static partial Regex Quartz();
}
