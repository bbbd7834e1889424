using Baton.Engine.Storage.Journaling;
using Baton.Engine.Storage.Schema;
using Baton.Engine.Storage.Verification;

namespace Baton.Web.Start;

/// <summary>Opens the data first of all: what is wrong with it is for people to read, and nothing else starts on it.</summary>
internal static class StartFaults
{
    /// <summary>False when the data cannot be used; it was said why.</summary>
    public static bool Open(IServiceProvider services)
    {
        try
        {
            services.GetRequiredService<Journal>();
            return true;
        }
        catch (Exception fault) when (fault is DamagedDatabaseException or SchemaTooNewException or JournalException)
        {
            Console.Error.WriteLine(fault.Message);
            Environment.ExitCode = 1;
            return false;
        }
    }
}
