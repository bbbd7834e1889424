using Baton.Core.Classification;
using FsCheck;
using FsCheck.Fluent;

namespace Baton.Core.Tests.Classification;

public sealed class ExactMathTests
{
    [Fact]
    public void The_exponential_is_as_near_as_confidences_need() =>
        Prop.ForAll(Gen.Choose(-60_000, 10_000).Select(thousandths => thousandths / 1000.0).ToArbitrary(), x => Math.Abs((ExactMath.Exp(x) / Math.Exp(x)) - 1) < 1e-9).QuickCheckThrowOnFailure();

    [Fact]
    public void The_logarithm_is_as_near_as_weights_need() =>
        Prop.ForAll(Gen.Choose(1, 10_000_000).Select(thousandths => thousandths / 1000.0).ToArbitrary(), x => Math.Abs(ExactMath.Log(x) - Math.Log(x)) < 1e-12).QuickCheckThrowOnFailure();

    [Fact]
    public void Beyond_what_numbers_can_hold_there_is_nought_and_never_something_that_is_no_number()
    {
        Assert.Equal(0, ExactMath.Exp(-1e9));
        Assert.Equal(0, ExactMath.Exp(double.NaN));
        Assert.True(double.IsFinite(ExactMath.Exp(1e9)));
        Assert.Equal(1, ExactMath.Exp(0));
        Assert.Equal(0, ExactMath.Log(1));
    }
}
