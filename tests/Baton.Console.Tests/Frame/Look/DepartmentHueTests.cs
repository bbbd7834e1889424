using Baton.Web.Frame.Look;

namespace Baton.Web.Tests.Frame.Look;

public sealed class DepartmentHueTests
{
    [Fact]
    public void The_usual_departments_are_told_apart() =>
        Assert.Equal(4, new[] { "support", "success", "sales", "marketing" }.Select(DepartmentHue.Of).Distinct().Count());

    [Theory]
    [InlineData("Sales", "sales")]
    [InlineData("Kundendienst", "kundendienst")]
    public void Case_does_not_matter(string one, string other) => Assert.Equal(DepartmentHue.Of(one), DepartmentHue.Of(other));

    [Theory]
    [InlineData("")]
    [InlineData("Logistik Süd")]
    [InlineData("a department with a name of eighty characters, which must be shown like any other")]
    public void Any_name_has_one_of_the_eight_hues(string department) => Assert.InRange(DepartmentHue.Of(department), 1, 8);
}
