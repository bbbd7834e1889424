using Baton.Core.Customers;
using Baton.Core.Events;
using Baton.Core.Handoffs.People;
using Baton.Core.Handoffs.Queues;
using Baton.Core.Timeline;
using Baton.Engine.Handoffs.Presence;
using Baton.Engine.Pipeline;
using Baton.Engine.Storage.Rows;
using Baton.Engine.Tests.Running;
using System.Text.Json;

namespace Baton.Engine.Tests.Handoffs;

/// <summary>People, queues and cases for an engine.</summary>
internal static class PeopleAtWork
{
    public const string Ana = "ana@example.com";
    public const string Ben = "ben@example.com";
    public const string Cem = "cem@example.com";

    public static PresenceDesk Desk(this TestEngine engine) => engine.Get<PresenceDesk>();

    public static PersonPresence Presence(this TestEngine engine, string person) => engine.Get<PresenceBoard>().Of(TestEngine.Workspace, person);

    public static async Task HireAsync(this TestEngine engine, params string[] people)
    {
        using var unit = engine.Journal.Begin(0);
        foreach (var person in people) unit.Put(new MemberRow { Workspace = TestEngine.Workspace, Email = person, Name = person, Role = "HumanAgent", Added = 1 });
        await engine.Journal.SubmitAsync(unit);
    }

    public static Task<Seat> EnterAsync(this TestEngine engine, string person) => engine.Desk().EnterAsync(TestEngine.Workspace, person);

    public static Task DefineAsync(this TestEngine engine, QueueDefinition queue) => ConfigureAsync(engine, EventTypes.QueueDefined, new { name = queue.Name, definition = Written(queue) });

    public static Task DefineAsync(this TestEngine engine, PersonProfile person) => ConfigureAsync(engine, EventTypes.PersonProfiled, new { person = person.Email, profile = Written(person) });

    /// <summary>What cannot be interpreted comes to the people of the queue "general"; the id of the handoff.</summary>
    public static async Task<string> CaseAsync(this TestEngine engine, string customer) =>
        (await engine.SendAsync("case-" + customer, $"email:{customer}@example.com", data: "{}")).Decision!.Handoffs[0].Id;

    public static Baton.Core.Handoffs.OpenHandoff Handoff(this TestEngine engine, string id) =>
        engine.Conductor.StateOfAsync(TestEngine.Workspace, Baton.Core.Handoffs.HandoffId.CustomerOf(id)).GetAwaiter().GetResult().Handoffs.First(h => h.Id == id);

    public static string? OfferedTo(this TestEngine engine, string id) => engine.Handoff(id).Offer?.To;

    private static JsonElement Written<T>(T value) => JsonSerializer.SerializeToElement(value, LogJson.Compact);

    private static Task<Turn> ConfigureAsync(TestEngine engine, string type, object data) =>
        engine.Conductor.TakeAsync(TestEngine.Workspace, Input.Act("baton/queues", type, Actor.Person("olga"), JsonSerializer.SerializeToElement(data)) with { Customer = CustomerState.OfWorkspace, Configures = true });
}
