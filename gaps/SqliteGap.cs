// Gap 1: lets EF Core 10 and Microsoft.Data.Sqlite 10 run on SQLitePCLRaw 2.0.6 and the machine's own SQLite.
// Delete this file, and the two SQLitePCLRaw lines in Baton.Engine.csproj, when Microsoft.EntityFrameworkCore.Sqlite (SQLitePCLRaw 2.1.13 or later) can be restored.
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace Baton.Gaps;

internal static class SqliteGap
{
    private const int SQLITE_CONFIG_MEMSTATUS = 9;

    [ModuleInitializer]
    internal static void Bridge()
    {
        // Data.Sqlite 10 asks for SQLitePCLRaw.core 2.1; 2.0.6 has every member that it uses.
        AssemblyLoadContext.Default.Resolving += static (context, name) =>
            name.Name == "SQLitePCLRaw.core" ? context.LoadFromAssemblyPath(Path.Combine(AppContext.BaseDirectory, "SQLitePCLRaw.core.dll")) : null;
        UseSystemSqlite();
    }

    // Apart, so that the handler above stands before this method's types are loaded.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void UseSystemSqlite()
    {
        // 0 falls back to the bundled 3.35.5.
        NativeLibrary.SetDllImportResolver(typeof(SQLitePCL.SQLite3Provider_e_sqlite3).Assembly, static (name, _, _) =>
            name == "e_sqlite3" && NativeLibrary.TryLoad("libsqlite3.so.0", out var system) ? system : 0);
        SQLitePCL.Batteries_V2.Init();

        // Not of the gap, but it must be said before SQLite is first used: it would count each allocation under one lock for all threads.
        _ = SQLitePCL.raw.sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    }
}
