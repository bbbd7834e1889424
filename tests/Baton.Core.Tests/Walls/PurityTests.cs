using System.Reflection;

namespace Baton.Core.Tests.Walls;

public sealed class PurityTests
{
    [Fact]
    public void Core_references_nothing_but_the_base_class_library()
    {
        var strangers = Assembly.Load("Baton.Core").GetReferencedAssemblies()
            .Select(reference => reference.Name!)
            .Where(name => name != "netstandard" && !IsOfTheRuntime(name));

        Assert.Empty(strangers);
    }

    // The base class library lies beside System.Private.CoreLib; packages and ASP.NET Core lie elsewhere.
    private static bool IsOfTheRuntime(string name) =>
        File.Exists(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, name + ".dll"));
}
