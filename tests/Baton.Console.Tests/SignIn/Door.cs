using System.Text.RegularExpressions;

namespace Baton.Web.Tests.SignIn;

/// <summary>Fills in the plain forms before the console as a browser would.</summary>
internal static partial class Door
{
    public static Task<HttpResponseMessage> SignInAsync(this HttpClient visitor, string email, string password, string returnUrl = "") =>
        visitor.SubmitAsync("/sign-in" + returnUrl, "sign-in", ("Form.Email", email), ("Form.Password", password));

    public static Task<HttpResponseMessage> WelcomeAsync(this HttpClient visitor, string name, string email, string password) =>
        visitor.SubmitAsync("/welcome", "welcome", ("Form.Name", name), ("Form.Email", email), ("Form.Password", password));

    public static Task<HttpResponseMessage> AcceptAsync(this HttpClient visitor, string link, string password) =>
        visitor.SubmitAsync(link, "invitation", ("Form.Password", password));

    public static Task<HttpResponseMessage> ChangePasswordAsync(this HttpClient visitor, string current, string next) =>
        visitor.SubmitAsync("/password", "password", ("Form.Current", current), ("Form.Next", next));

    /// <summary>Presses a button of the demo's door.</summary>
    public static Task<HttpResponseMessage> LookAroundAsync(this HttpClient visitor, string page, string guest = "demo@baton.example") => visitor.SubmitAsync(page, guest);

    /// <summary>Where an answer leads: the path on this site, or the whole address of another; null when it leads nowhere.</summary>
    public static string? LeadsTo(this HttpResponseMessage answer) => answer.Headers.Location switch
    {
        null => null,
        { IsAbsoluteUri: true, Host: "localhost" } here => here.PathAndQuery,
        var elsewhere => elsewhere.ToString(),
    };

    private static async Task<HttpResponseMessage> SubmitAsync(this HttpClient visitor, string page, string form, params (string Name, string Value)[] fields)
    {
        var token = Token().Match(await visitor.GetStringAsync(page)).Groups[1].Value;
        var values = fields.Append(("_handler", form)).Append(("__RequestVerificationToken", token));
        using var content = new FormUrlEncodedContent(values.Select(field => KeyValuePair.Create(field.Item1, field.Item2)));
        return await visitor.PostAsync(new Uri(page, UriKind.Relative), content);
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"", RegexOptions.None, 1000)]
    private static partial Regex Token();
}
