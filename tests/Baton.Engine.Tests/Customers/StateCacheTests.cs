using System.Text.Json;
using Baton.Core.Timeline;
using Baton.Engine.Customers;
using Baton.Engine.Tests.Running;
using Microsoft.EntityFrameworkCore;

namespace Baton.Engine.Tests.Customers;

/// <summary>What lanes keep in memory is bounded by how much it is, and what is let go is read again as it was.</summary>
public sealed class StateCacheTests
{
    private const int Customer = 8;

    [Fact]
    public async Task Those_not_asked_for_longest_go_first_and_are_read_again_as_they_were()
    {
        await using var engine = await TestEngine.StartAsync();
        var customers = await CustomersAsync(engine, actionsOfFirst: 0);
        var cache = new StateCache(engine.Lookups, engine.Journal, capacity: 4 * Customer);
        var before = customers.ConvertAll(customer => Text(cache.Get(TestEngine.Workspace, customer)));
        Assert.Equal(5, cache.Count);

        cache.Get(TestEngine.Workspace, customers[0]);
        cache.Trim();

        Assert.Equal(3, cache.Count);
        var first = cache.Get(TestEngine.Workspace, customers[0]);
        Assert.Equal(3, cache.Count); // it was asked for last, and so stayed
        Assert.Equal(before[0], Text(first));
        Assert.Equal(before, customers.ConvertAll(customer => Text(cache.Get(TestEngine.Workspace, customer))));
    }

    [Fact]
    public async Task A_customer_with_much_behind_them_takes_the_room_of_several()
    {
        await using var engine = await TestEngine.StartAsync();
        await engine.DefineAsync("care");
        var customers = await CustomersAsync(engine, actionsOfFirst: 3 * Customer);
        var cache = new StateCache(engine.Lookups, engine.Journal, capacity: 5 * Customer);

        foreach (var customer in customers) cache.Get(TestEngine.Workspace, customer);
        cache.Trim();

        Assert.Equal(3, cache.Count); // the first, who counts for four, and one more are gone: a quarter is free again
    }

    [Fact]
    public async Task Nothing_is_let_go_while_there_is_room()
    {
        await using var engine = await TestEngine.StartAsync();
        var customers = await CustomersAsync(engine, actionsOfFirst: 0);
        var cache = new StateCache(engine.Lookups, engine.Journal, capacity: 5 * Customer);

        foreach (var customer in customers) cache.Get(TestEngine.Workspace, customer);
        cache.Trim();

        Assert.Equal(5, cache.Count);
    }

    private static async Task<List<string>> CustomersAsync(TestEngine engine, int actionsOfFirst)
    {
        for (var i = 0; i < 5; i++) await engine.SendAsync($"m-{i}", $"email:c{i}@example.com", "note.made");
        for (var i = 0; i < actionsOfFirst; i++) await engine.AskAsync($"a-{i}", "care", "email:c0@example.com", purpose: "reply");
        await using var db = engine.OpenDb();
        return await db.Customers.OrderBy(c => c.Search).Select(c => c.Id).ToListAsync();
    }

    private static string Text(CachedState state) => JsonSerializer.Serialize(state.State, LogJson.Compact);
}
