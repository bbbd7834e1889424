using Baton.Engine.Storage;
using Baton.Engine.Storage.Journaling;
using Baton.Engine.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace Baton.Engine.Workspaces;

/// <summary>Keeps what each person chose for themselves. It changes nothing that Baton decides, so it is no event.</summary>
public sealed class PersonChoices(IDbContextFactory<BatonDb> database, Journal journal)
{
    /// <summary>The choice of that name, as JSON; null when none was made.</summary>
    public async Task<string?> FindAsync(string workspace, string email, string name, CancellationToken cancel = default)
    {
        await using var db = await database.CreateDbContextAsync(cancel);
        return await db.PersonChoices.Where(c => c.Workspace == workspace && c.Email == email && c.Name == name).Select(c => c.Value).FirstOrDefaultAsync(cancel);
    }

    /// <summary>Puts a choice.</summary>
    public async Task PutAsync(string workspace, string email, string name, string json)
    {
        using var unit = journal.Begin(0);
        unit.Put(new PersonChoiceRow { Workspace = workspace, Email = email, Name = name, Value = json });
        await journal.SubmitAsync(unit);
    }
}
