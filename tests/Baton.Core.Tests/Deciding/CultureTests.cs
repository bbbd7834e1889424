using System.Globalization;
using System.Text.Json;
using Baton.Core.Tests.Invariants;
using Baton.Core.Timeline;

namespace Baton.Core.Tests.Deciding;

/// <summary>The same log gives the same words on every machine, whatever language it speaks.</summary>
public sealed class CultureTests
{
    [Theory]
    [InlineData("de-DE")]
    [InlineData("fi-FI")]
    [InlineData("ar-SA")]
    [InlineData("tr-TR")]
    public void Decisions_do_not_depend_on_the_machines_culture(string culture)
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
            var expected = Lived();
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
            Assert.Equal(expected, Lived());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static List<string> Lived()
    {
        var chance = new Random(7);
        return [.. Enumerable.Range(0, 40).SelectMany(rules => new Life(rules, Enumerable.Range(0, 80).Select(_ => chance.Next(1_000_000))).Story.Log).Select(r => JsonSerializer.Serialize(r.Decision, LogJson.Compact))];
    }
}
