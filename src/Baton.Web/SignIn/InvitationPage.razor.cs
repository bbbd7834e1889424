using System.ComponentModel.DataAnnotations;
using Baton.Engine.Storage.Rows;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Identity;

namespace Baton.Web.SignIn;

/// <summary>Where an invited member chooses a password and comes in.</summary>
public sealed partial class InvitationPage
{
    private IReadOnlyList<string> _refusals = [];
    private MemberRow? _member;

    /// <summary>What only the invited one knows.</summary>
    [Parameter] public string Secret { get; set; } = "";

    [SupplyParameterFromForm] private InvitationForm Form { get; set; } = null!;

    [Inject] private Invitations Invitations { get; set; } = null!;
    [Inject] private Accounts Accounts { get; set; } = null!;
    [Inject] private SignInManager<Account> Door { get; set; } = null!;
    [Inject] private NavigationManager Navigation { get; set; } = null!;

    protected override async Task OnInitializedAsync()
    {
        Form ??= new InvitationForm();
        _member = await Invitations.FindAsync(Secret);
    }

    private async Task ComeInAsync()
    {
        if (await Accounts.AcceptAsync(Secret, Form.Password) is not { } set)
        {
            _member = null;
        }
        else if (set.Succeeded)
        {
            await Door.PasswordSignInAsync(_member!.Email, Form.Password, isPersistent: true, lockoutOnFailure: false);
            Navigation.NavigateTo("/");
        }
        else
        {
            _refusals = [.. set.Errors.Select(error => error.Description)];
        }
    }

    /// <summary>What the person types.</summary>
    internal sealed class InvitationForm
    {
        [Required(ErrorMessage = "A password, please.")]
        public string Password { get; set; } = "";
    }
}
