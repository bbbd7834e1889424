using System.Text;
using System.Text.Json;
using Baton.Core.Agents;
using Baton.Core.Customers;
using Baton.Core.Events;
using Baton.Engine.Storage;
using Baton.Engine.Storage.Journaling;
using Baton.Engine.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace Baton.Engine.Agents.Remembering;

/// <summary>
/// What agents noted about customers: the members of <c>output.remember</c> of their results, each under its name until another result gives it another value, or null to
/// forget it. Only the agent itself sees it again, and only when it declares so.
/// </summary>
public sealed class Memories(IDbContextFactory<BatonDb> database)
{
    /// <summary>The most bytes that one result may note; what comes after is left out.</summary>
    public const int MostBytes = 4 * 1024;

    /// <summary>The most names that an agent keeps about a customer; the oldest go.</summary>
    public const int MostNames = 50;

    private const string Member = "remember";

    /// <summary>What an agent noted about a customer, the newest first.</summary>
    public IReadOnlyList<MemoryRow> Of(string workspace, string agent, string customer)
    {
        using var db = database.CreateDbContext();
        return [.. db.Memories.Where(m => m.Workspace == workspace && m.Agent == agent && m.Customer == customer).OrderByDescending(m => m.Seq).ThenBy(m => m.Name)];
    }

    /// <summary>Notes what a result says, in the commit of the result. A failure notes nothing.</summary>
    internal static void Write(WriteUnit unit, string workspace, Event finished)
    {
        if (finished.Customer is not { } customer || customer == CustomerState.OfWorkspace || finished.Data.Text("status") == ResultStatus.Failure.Name()) return;
        if (finished.Data.Member("output")?.Member(Member) is not { ValueKind: JsonValueKind.Object } noted || finished.Data.Text("agent") is not { } agent) return;
        var (left, last) = (MostBytes, (MemoryRow?)null);
        foreach (var member in noted.EnumerateObject().Take(MostNames))
        {
            var row = new MemoryRow { Workspace = workspace, Agent = agent, Customer = customer, Name = member.Name, Value = member.Value.GetRawText(), Seq = finished.Seq };
            if ((left -= Encoding.UTF8.GetByteCount(row.Name) + Encoding.UTF8.GetByteCount(row.Value)) < 0) break;
            if (member.Value.ValueKind == JsonValueKind.Null) unit.Remove(row);
            else unit.Put(last = row);
        }

        if (last is not null) unit.KeepLast(last, MostNames);
    }
}
