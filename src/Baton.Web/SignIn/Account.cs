using Microsoft.AspNetCore.Identity;

namespace Baton.Web.SignIn;

/// <summary>A person who can sign in. The e-mail address is the user name.</summary>
public sealed class Account : IdentityUser
{
    /// <summary>As colleagues call them.</summary>
    public string FullName { get; set; } = "";

    /// <summary>The workspace they are a member of.</summary>
    public string Workspace { get; set; } = "default";
}
