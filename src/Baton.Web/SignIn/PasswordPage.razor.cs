using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Identity;

namespace Baton.Web.SignIn;

/// <summary>Where people change their own password.</summary>
public sealed partial class PasswordPage
{
    private IReadOnlyList<string> _refusals = [];
    private Account? _account;
    private bool _hasOne;
    private bool _isChanged;

    [SupplyParameterFromForm] private PasswordForm Form { get; set; } = null!;

    [CascadingParameter] private HttpContext Visit { get; set; } = null!;

    [Inject] private UserManager<Account> Accounts { get; set; } = null!;
    [Inject] private SignInManager<Account> Door { get; set; } = null!;

    protected override async Task OnInitializedAsync()
    {
        Form ??= new PasswordForm();
        _account = await Accounts.GetUserAsync(Visit.User);
        _hasOne = _account is not null && await Accounts.HasPasswordAsync(_account);
    }

    private async Task ChangeAsync()
    {
        if (_account is null || !_hasOne)
            return;

        // As at the door, guessing ends after a few tries.
        var known = await Door.CheckPasswordSignInAsync(_account, Form.Current, lockoutOnFailure: true);
        if (!known.Succeeded)
        {
            _refusals = [known.IsLockedOut ? "Too many attempts. Wait ten minutes, then try again." : "This is not your password."];
            return;
        }

        var changed = await Accounts.ChangePasswordAsync(_account, Form.Current, Form.Next);
        _refusals = [.. changed.Errors.Select(error => error.Description)];
        if (!changed.Succeeded)
            return;
        await Door.RefreshSignInAsync(_account);
        _isChanged = true;
    }

    /// <summary>What the person types.</summary>
    internal sealed class PasswordForm
    {
        [Required(ErrorMessage = "Your password of now, please.")]
        public string Current { get; set; } = "";

        [Required(ErrorMessage = "A new password, please.")]
        public string Next { get; set; } = "";
    }
}
