using System.Text.Json;
using Baton.Core.Events;
using Baton.Engine.Pipeline;
using Baton.Engine.Policies;
using Baton.Engine.Storage.Archives;
using Baton.Engine.Storage.Lookups;
using Baton.Engine.Timeline;
using Baton.Engine.Workspaces;
using Baton.Web.Customers;
using Baton.Web.Events;
using Baton.Web.Keys;
using Baton.Web.Messages;
using Baton.Web.Problems;
using Baton.Web.Timeline;
using ModelContextProtocol.Protocol;

namespace Baton.Web.Mcp;

/// <summary>What an agent should know of a customer before it acts.</summary>
internal sealed class CustomerContextTool(CustomerDesk desk, Configurations configurations, LogLookups lookups, WholeTimeline timeline, TimelineWindows windows, Conductor conductor, TimeProvider clock) : IMcpTool
{
    private const int UsualEvents = 20;
    private const int MostEvents = 100;
    private const int Messages = 20;

    public Tool Offer { get; } = new()
    {
        Name = "customer_context",
        Title = "What Baton knows of a customer",
        Description = "Reads what all agents know of a customer, with everything acknowledged so far: addresses, attributes, consent, open cases, cases that people have, holds and cooldowns in force, the last messages of the conversation, "
            + "and the last things that happened, each in one sentence. Read it before you decide anything about a customer.",
        InputSchema = JsonElement.Parse("""
            { "type": "object", "required": ["customer"], "additionalProperties": false, "properties": {
              "customer": { "type": "string", "description": "The customer, as kind:value, for example email:ana@example.com, or Baton's id." },
              "events": { "type": "integer", "minimum": 0, "maximum": 100, "default": 20, "description": "How many of the last things that happened are told." } } }
            """),
        Annotations = new ToolAnnotations { ReadOnlyHint = true, OpenWorldHint = false },
    };

    public IReadOnlyList<string> AnyOf { get; } = [Scopes.Read];

    public async Task<object> CallAsync(JsonElement arguments, Caller caller, CancellationToken cancel)
    {
        var (address, most) = Sent.Read(arguments, members =>
        {
            var named = MessageBody.CustomerOf(members);
            if (named is null && members.Value("customer") is null) members.Wrong("customer", "'customer' is missing.");
            return (named, members.Whole("events", 0, MostEvents) ?? UsualEvents);
        });
        if (await desk.FindAsync(caller.Workspace, address!.Value, cancel) is not { } customer) throw Problem.Missing($"Nobody is known as {address} in this workspace. Record an event about them first.").Thrown();
        var policy = configurations.Of(caller.Workspace).For(customer.Id).Policy;
        return new
        {
            customer = CustomerAnswer.Of(customer, policy, clock.GetUtcNow()),
            conversation = lookups.ReadMessages(caller.Workspace, customer.Id, Messages).Select(row => new
            {
                who = row.Type == EventTypes.MessageReceived ? "customer" : EventWords.Who(row.Actor),
                text = row.ToEvent().Text,
                time = row.ToEvent().Time,
            }),
            happened = most == 0 ? [] : await HappenedAsync(caller, customer.Id, most),
        };
    }

    private async Task<IEnumerable<object>> HappenedAsync(Caller caller, string customer, int most)
    {
        var filter = new TimelineQuery(Customer: customer).Read(caller, conductor)!;
        var part = await timeline.BeforeAsync(caller.Workspace, filter, await windows.SpanAsync(filter), long.MaxValue, most);
        return part.Entries.Select(TimelineItem.Of).Select(item => new { item.Seq, item.Time, item.Type, item.Actor, item.Sentence, item.Verdict });
    }
}
