using Baton.Engine.Tests.Storage;
using Baton.Web.Commands;
using Microsoft.Data.Sqlite;

namespace Baton.Web.Tests.Commands;

/// <summary>A data folder and an empty database of a server, which both outlive the apps that use them.</summary>
public abstract class CommandTest : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("baton-commands-");

    protected CommandTest()
    {
        Assert.SkipUnless(TestPostgres.IsUsed, "Only a server can do this.");
        Server = TestPostgres.MakeDatabase(isEmpty: true)!;
    }

    protected string Folder => _folder.FullName;

    private protected string Server { get; }

    protected (string Key, string Value)[] Embedded => [("Baton:Database", "Sqlite"), ("Baton:Data", Folder)];

    protected (string Key, string Value)[] OnServer => [("Baton:Database", "Postgres"), ("ConnectionStrings:Baton", Server), ("Baton:Data", Folder)];

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        TestPostgres.Drop(Server);
        _folder.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }

    private protected static async Task<(int Code, string Said, string Wrong)> RunAsync(string line, params (string Key, string Value)[] settings)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        string[] words = [.. line.Split(' '), .. settings.Select(setting => $"--{setting.Key}={setting.Value}")];
        var code = await new DataCommands(output, errors, TimeProvider.System).RunAsync(CommandLine.Read(words)!, TestContext.Current.CancellationToken);
        return (code, output.ToString(), errors.ToString());
    }
}
