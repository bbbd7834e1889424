using System.Globalization;
using System.Reflection;

namespace Baton.Engine.Storage.Schema;

/// <summary>Brings a database to the schema of this app: runs the numbered scripts that it has not seen, each in a transaction.</summary>
public static class SchemaUpdate
{
    private const string CurrentSql = "SELECT coalesce(max(Version), 0) FROM SchemaVersion";
    private const string RecordSql = "INSERT INTO SchemaVersion (Version, Name) VALUES (?, ?)";

    private static readonly List<Script> Scripts = ReadScripts();

    /// <summary>The version that this app needs.</summary>
    public static int Newest => Scripts[^1].Version;

    /// <summary>Updates the database.</summary>
    /// <exception cref="SchemaTooNewException">A newer app has updated it already.</exception>
    public static void Apply(DatabaseFile file)
    {
        // The journal mode stays with the file; it cannot be changed inside a transaction.
        using var connection = file.Open("PRAGMA journal_mode = WAL;");
        connection.Execute("CREATE TABLE IF NOT EXISTS SchemaVersion (Version INTEGER NOT NULL PRIMARY KEY, Name TEXT NOT NULL)");
        foreach (var script in Scripts)
        {
            // Immediate: a second process that starts at the same moment waits here and then finds the script done.
            connection.Execute("BEGIN IMMEDIATE");
            try
            {
                Update(file, connection, script);
                connection.Execute("COMMIT");
            }
            catch
            {
                connection.Execute("ROLLBACK");
                throw;
            }
        }
    }

    /// <summary>The version that a database has, looked up without changing anything; 0 when it is none of Baton's.</summary>
    public static int VersionOf(DatabaseFile file)
    {
        using var connection = file.Open("PRAGMA query_only = ON;");
        var table = connection["SELECT 1 FROM sqlite_master WHERE name = 'SchemaVersion'"];
        var isThere = table.Next();
        table.Reset();
        return isThere ? Current(connection) : 0;
    }

    private static void Update(DatabaseFile file, Connection connection, Script script)
    {
        var current = Current(connection);
        if (current > Newest) throw new SchemaTooNewException(file.Path, current, Newest);
        if (script.Version <= current) return;
        connection.Execute(script.Sql);
        connection[RecordSql].Bind(script.Version).Bind(script.Name).Run();
    }

    private static int Current(Connection connection)
    {
        var statement = connection[CurrentSql];
        _ = statement.Next();
        var current = statement.Int(0);
        statement.Reset();
        return current;
    }

    /// <summary>Resources are called <c>Baton.Engine.Storage.Schema.0001_first.sql</c>, with an underscore before the digits on some builds.</summary>
    private static List<Script> ReadScripts()
    {
        var assembly = typeof(SchemaUpdate).Assembly;
        var prefix = typeof(SchemaUpdate).Namespace + ".";
        var scripts = assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(prefix, StringComparison.Ordinal) && name.EndsWith(".sql", StringComparison.Ordinal))
            .Select(name => Read(assembly, name, name[prefix.Length..^".sql".Length].TrimStart('_')))
            .OrderBy(script => script.Version)
            .ToList();
        return scripts;
    }

    private static Script Read(Assembly assembly, string resource, string name)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
        return new Script(int.Parse(name.Split('_')[0], CultureInfo.InvariantCulture), name, reader.ReadToEnd());
    }

    private sealed record Script(int Version, string Name, string Sql);
}
