using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Identity;

namespace Baton.Web.SignIn;

/// <summary>The door. While nobody has an account it leads to the first-run page.</summary>
public sealed partial class SignInPage
{
    private string? _refusal;

    [SupplyParameterFromForm] private SignInForm Form { get; set; } = null!;
    [SupplyParameterFromQuery] private string? ReturnUrl { get; set; }

    [Inject] private Accounts Accounts { get; set; } = null!;
    [Inject] private SignInManager<Account> Door { get; set; } = null!;
    [Inject] private NavigationManager Navigation { get; set; } = null!;

    protected override async Task OnInitializedAsync()
    {
        Form ??= new SignInForm();
        if (!await Accounts.AnyAsync())
            Navigation.NavigateTo("/welcome");
    }

    private async Task EnterAsync()
    {
        var entered = await Door.PasswordSignInAsync(Form.Email.Trim(), Form.Password, isPersistent: true, lockoutOnFailure: true);
        if (entered.Succeeded)
            Navigation.NavigateTo(Local(ReturnUrl));
        else
            _refusal = entered.IsLockedOut
                ? "Too many attempts. Wait ten minutes, then try again."
                : "This email and password do not belong together.";
    }

    // Never out of this site, whatever the link says.
    private static string Local(string? url) => url is ['/', ..] && url is not ['/', '/' or '\\', ..] ? url : "/";

    /// <summary>What the person types.</summary>
    internal sealed class SignInForm
    {
        [Required(ErrorMessage = "Your email address, please.")]
        public string Email { get; set; } = "";

        [Required(ErrorMessage = "Your password, please.")]
        public string Password { get; set; } = "";
    }
}
