// Gap 3, the running half. Delete with BunitGap.props.
using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace Baton.Gaps;

internal static class BunitGap
{
    // bUnit asks for a version of AngleSharp.Diffing's assembly by name only; the file lies beside the tests.
    [ModuleInitializer]
    internal static void Bridge() =>
        AssemblyLoadContext.Default.Resolving += static (context, name) =>
            name.Name == "AngleSharp.Diffing" ? context.LoadFromAssemblyPath(Path.Combine(AppContext.BaseDirectory, "AngleSharp.Diffing.dll")) : null;
}
