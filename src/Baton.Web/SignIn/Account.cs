using Microsoft.AspNetCore.Identity;

namespace Baton.Web.SignIn;

/// <summary>What a person signs in with: the e-mail address, which is the user name, and a password. Who they are and what they may do stands in their membership.</summary>
public sealed class Account : IdentityUser;
