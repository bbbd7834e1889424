using System.Security.Claims;
using Baton.Web.SignIn;

namespace Baton.Web.Tests.SignIn;

public sealed class RightsTests
{
    [Theory]
    [InlineData(Role.Viewer, Rights.View, true)]
    [InlineData(Role.Viewer, Rights.Handle, false)]
    [InlineData(Role.HumanAgent, Rights.Handle, true)]
    [InlineData(Role.HumanAgent, Rights.Operate, false)]
    [InlineData(Role.Operator, Rights.Handle, true)]
    [InlineData(Role.Operator, Rights.Admin, false)]
    [InlineData(Role.Admin, Rights.View, true)]
    [InlineData(Role.Admin, Rights.Admin, true)]
    public void A_role_includes_the_rights_of_those_before_it(Role role, string right, bool includes) => Assert.Equal(includes, role.Includes(right));

    [Fact]
    public void Somebody_without_a_role_has_no_right_and_is_called_so() =>
        Assert.Equal("No role", Rights.TitleOf(new ClaimsPrincipal(new ClaimsIdentity())));
}
