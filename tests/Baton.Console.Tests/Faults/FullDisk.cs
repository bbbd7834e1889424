using Baton.Engine.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Baton.Web.Tests.Faults;

/// <summary>Lets the database of a running app refuse every new row of the log, as a full disk would.</summary>
internal sealed class FullDisk : IDisposable
{
    private readonly SqliteConnection _connection;

    public FullDisk(IServiceProvider app)
    {
        _connection = new SqliteConnection(app.GetRequiredService<DatabaseFile>().PooledConnection);
        _connection.Open();
        Run("CREATE TRIGGER DiskFull BEFORE INSERT ON Log BEGIN SELECT RAISE(ROLLBACK, 'database or disk is full'); END;");
    }

    public void Dispose()
    {
        Run("DROP TRIGGER DiskFull;");
        _connection.Dispose();
    }

    private void Run(string sql)
    {
        using var command = _connection.CreateCommand();
#pragma warning disable CA2100 // said above, by nobody else
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
