using FsCheck;
using FsCheck.Fluent;

namespace Baton.Core.Tests.Invariants;

/// <summary>Runs a property over many random lives; a life that breaks it is made as short as can be before it is shown.</summary>
internal static class Lives
{
    private const int HowMany = 200;

    /// <summary>Asks of lives by chance, new ones each time; or of always the same.</summary>
    public static void All(Action<Life> property, bool same = false) => All((_, _) => true, property, same);

    /// <summary>The same of lives in which only such steps are taken.</summary>
    public static void All(Func<int, int, bool> step, Action<Life> property, bool same = false)
    {
        var numbers = Gen.Choose(0, 1_000_000);
        var lives = Arb.From(numbers.SelectMany(_ => numbers.ListOf().Resize(120), (rules, steps) => (Rules: rules, Steps: steps.ToArray())), life => Shorter(life.Steps).Select(steps => (life.Rules, steps)));
        var config = Config.QuickThrowOnFailure.WithMaxTest(HowMany).WithStartSize(20).WithEndSize(120).WithQuietOnSuccess(true);
        Check.One(same ? config.WithReplay(1, 1) : config, Prop.ForAll(lives, life => property(new Life(life.Rules, life.Steps.Where(s => step(s % Life.Whats, s / Life.Whats))))));
    }

    private static IEnumerable<int[]> Shorter(int[] steps)
    {
        if (steps.Length > 8)
        {
            yield return steps[..(steps.Length / 2)];
            yield return steps[(steps.Length / 2)..];
        }

        for (var i = 0; i < steps.Length; i++) yield return [.. steps[..i], .. steps[(i + 1)..]];
    }
}
