using Baton.Engine.Demo.Corpus;

namespace Baton.Engine.Demo.Script;

/// <summary>The customer database hands over what it knows of everybody.</summary>
internal static class ProfileScene
{
    public static void Play(Stage stage)
    {
        foreach (var customer in stage.Corpus.Customers.Values.OrderBy(c => c.Key, StringComparer.Ordinal))
            stage.Profile(customer, new { attributes = Attributes(customer) });
    }

    // A guest has no name and no city: what is not known is left out, not null, since null would delete.
    private static Dictionary<string, string> Attributes(CustomerProfile customer)
    {
        var attributes = new Dictionary<string, string>(StringComparer.Ordinal) { ["name"] = customer.Name, ["timeZone"] = customer.TimeZone };
        if (customer.FirstName is { } firstName) attributes["firstName"] = firstName;
        if (customer.Membership is { } membership) attributes["membership"] = membership;
        if (customer.City is { } city) attributes["city"] = city;
        return attributes;
    }
}
