using System.Globalization;
using System.Reflection;

namespace Baton.Engine.Storage.Schema;

/// <summary>Brings a database to the schema of this app: runs the numbered scripts that it has not seen, each in a transaction.</summary>
public static class SchemaUpdate
{
    private const string CurrentSql = "SELECT coalesce(max(Version), 0) FROM SchemaVersion";
    private const string RecordSql = "INSERT INTO SchemaVersion (Version, Name) VALUES (?, ?)";

    private static readonly List<Script> Scripts = ReadScripts();

    /// <summary>The version that this app needs of a kind of database.</summary>
    public static int NewestOf(string kind) => Scripts.Last(script => script.Kind == kind).Version;

    /// <summary>Updates the database.</summary>
    /// <exception cref="SchemaTooNewException">A newer app has updated it already.</exception>
    public static void Apply(Database database)
    {
        database.Prepare();
        using var connection = database.Open();
        connection.BeginAlone();
        connection.Execute("CREATE TABLE IF NOT EXISTS SchemaVersion (Version INTEGER NOT NULL PRIMARY KEY, Name TEXT NOT NULL)");
        connection.Commit();
        foreach (var script in Scripts.Where(script => script.Kind == database.Kind))
        {
            // A second process that starts at the same moment waits here and then finds the script done.
            connection.BeginAlone();
            try
            {
                Update(database, connection, script);
                connection.Commit();
            }
            catch
            {
                connection.Rollback();
                throw;
            }
        }
    }

    /// <summary>The version that a database has, looked up without changing anything; 0 when it is none of Baton's.</summary>
    public static int VersionOf(Database database)
    {
        using var connection = database.Open(onlyReads: true);
        var table = connection[database.FindSchema];
        var isThere = table.Next();
        table.Reset();
        return isThere ? Current(connection) : 0;
    }

    private static void Update(Database database, Connection connection, Script script)
    {
        var current = Current(connection);
        var newest = NewestOf(database.Kind);
        if (current > newest) throw new SchemaTooNewException(database.Name, current, newest);
        if (script.Version <= current) return;
        connection.Execute(script.Sql);
        connection[RecordSql].Bind((long)script.Version).Bind(script.Name).Run();
    }

    private static int Current(Connection connection)
    {
        var statement = connection[CurrentSql];
        _ = statement.Next();
        var current = statement.Int(0);
        statement.Reset();
        return current;
    }

    /// <summary>Resources are called <c>Baton.Engine.Storage.Schema.Sqlite.0001_first.sql</c>, with an underscore before the digits on some builds.</summary>
    private static List<Script> ReadScripts()
    {
        var assembly = typeof(SchemaUpdate).Assembly;
        var prefix = typeof(SchemaUpdate).Namespace + ".";
        var scripts = assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(prefix, StringComparison.Ordinal) && name.EndsWith(".sql", StringComparison.Ordinal))
            .Select(name => Read(assembly, name, name[prefix.Length..^".sql".Length].Split('.')))
            .OrderBy(script => script.Version)
            .ToList();
        return scripts;
    }

    private static Script Read(Assembly assembly, string resource, string[] place)
    {
        var name = place[1].TrimStart('_');
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
        return new Script(place[0], int.Parse(name.Split('_')[0], CultureInfo.InvariantCulture), name, reader.ReadToEnd());
    }

    private sealed record Script(string Kind, int Version, string Name, string Sql);
}
