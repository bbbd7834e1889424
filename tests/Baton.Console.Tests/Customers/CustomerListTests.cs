using Baton.Engine.Storage;
using Baton.Engine.Storage.Rows;
using Baton.Web.Customers;

namespace Baton.Web.Tests.Customers;

public sealed class CustomerListTests
{
    private readonly CancellationToken _cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Pages_follow_each_other_without_gap_and_the_end_is_known_when_it_is_seen()
    {
        var list = new CustomerList((page, _) => Task.FromResult(page.Of([.. Enumerable.Range(0, page.Limit + 1).Select(i => Math.Min(page.Before - 1, 250) - i).Where(seq => seq > 0).Select(Customer)], c => c.LastSeq)));
        await list.RestartAsync(_cancel);
        Assert.Equal(400, list.Total);

        var all = await list.ReadAsync(0, 300, _cancel);

        Assert.Equal(Enumerable.Range(1, 250).Reverse().Select(s => (long)s), all.Select(c => c.LastSeq));
        Assert.True(list.IsWhole);
        Assert.Equal(250, list.Total);
    }

    private static CustomerRow Customer(long seq) => new() { Workspace = "default", Id = $"cus_{seq}", Search = $"c{seq}@example.com", LastSeq = seq };
}
