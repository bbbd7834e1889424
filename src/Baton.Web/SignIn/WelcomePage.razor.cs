using System.ComponentModel.DataAnnotations;
using Baton.Web.Demo;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Identity;

namespace Baton.Web.SignIn;

/// <summary>The first run: makes the admin. As soon as anybody has an account there is no such page.</summary>
public sealed partial class WelcomePage
{
    private IReadOnlyList<string> _refusals = [];
    private bool _isFirst;

    [SupplyParameterFromForm] private WelcomeForm Form { get; set; } = null!;

    [CascadingParameter] private HttpContext Visitor { get; set; } = null!;

    [Inject] private Accounts Accounts { get; set; } = null!;
    [Inject] private SignInManager<Account> Door { get; set; } = null!;
    [Inject] private NavigationManager Navigation { get; set; } = null!;

    protected override async Task OnInitializedAsync()
    {
        Form ??= new WelcomeForm();
        _isFirst = !await Accounts.AnyAsync();
        // A guest who pressed the button a moment after another still comes in.
        if (!_isFirst && !IsGuest)
            Navigation.NotFound();
    }

    private bool IsGuest => HttpMethods.IsPost(Visitor.Request.Method) && Visitor.Request.HasFormContentType && Visitor.Request.Form["_handler"] == DemoGuest.Admin.Email;

    private async Task CreateAsync()
    {
        var made = await Accounts.CreateFirstAdminAsync(Form.Name.Trim(), Form.Email.Trim(), Form.Password);
        if (made is null)
        {
            Navigation.NavigateTo("/sign-in");
        }
        else if (made.Succeeded)
        {
            await Door.PasswordSignInAsync(Form.Email.Trim(), Form.Password, isPersistent: true, lockoutOnFailure: false);
            Navigation.NavigateTo("/");
        }
        else
        {
            _refusals = [.. made.Errors.Select(error => error.Description)];
        }
    }

    /// <summary>What the person types.</summary>
    internal sealed class WelcomeForm
    {
        [Required(ErrorMessage = "Your name, please.")]
        [StringLength(80, ErrorMessage = "At most 80 characters.")]
        public string Name { get; set; } = "";

        [Required(ErrorMessage = "Your email address, please."), EmailAddress(ErrorMessage = "This is not an email address.")]
        public string Email { get; set; } = "";

        [Required(ErrorMessage = "A password, please.")]
        public string Password { get; set; } = "";
    }
}
