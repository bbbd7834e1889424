using System.Text.Json;
using System.Text.Json.Nodes;
using Baton.Core.Events;
using Baton.Core.Policies;
using Baton.Engine.Actions;
using Baton.Engine.Pipeline;
using Baton.Engine.Storage.Archives;
using Baton.Engine.Trying;
using Baton.Engine.Workspaces;
using Baton.Web.Actions;
using Baton.Web.Events;
using Baton.Web.Keys;
using Baton.Web.Problems;

namespace Baton.Web.Policies.Trying;

/// <summary>What the draft and the published policy would decide on something.</summary>
internal static class TryEndpoints
{
    public static void MapTrying(this IEndpointRouteBuilder api) => api.MapPost("/policies/draft/try", TryAsync).Needs(Scopes.Read).WithTags("Policy")
        .WithSummary("Tries an event, an action, or something that happened, by the draft and by the published policy: what each decides, and of every rule why it did or did not. Records nothing.")
        .Takes<TryRequest>().Produces<TryAnswer>().Faults(400, 409, 413, 415, 422);

    private static async Task<IResult> TryAsync(HttpRequest request, Caller caller, TryDesk desk, Conductor conductor, ActionRunner runner, CancellationToken cancel)
    {
        var faults = new List<Fault>();
        var body = new JsonMembers(await JsonBody.ReadObjectAsync(request), faults);
        var order = Read(body, kind => runner.Does(caller.Workspace, kind), address => conductor.Find(caller.Workspace, address) is not null, faults);
        body.NothingElse();
        if (faults.Count == 0 && order.Customer is { } address && conductor.IsNobody(caller.Workspace, address)) faults.Add(new Fault(order.Action is null ? "/event/subject" : "/action/customer", CustomerNames.Nobody(address)));
        if (faults.Count > 0) return Problem.Wrong(faults);
        try
        {
            return Results.Json(TryAnswer.Of(await desk.TryAsync(caller.Workspace, order, cancel)));
        }
        catch (CannotTryException wrong)
        {
            return Problem.Wrong("/" + wrong.Member, wrong.Message);
        }
        catch (ArchiveException unreadable)
        {
            return Problem.Conflict(unreadable.Message);
        }
    }

    private static TryOrder Read(JsonMembers body, Func<string, bool> does, Func<Address, bool> isKnown, List<Fault> faults)
    {
        var order = new TryOrder { Seq = Seq(body), At = body.Moment("at"), Draft = Document(body, faults) };
        var (action, tried) = (body.Members("action"), body.Object("event"));
        if (action is not null && tried is not null) body.Wrong("event", "Try an event or an action, not both.");
        else if (action is not null) order = Acting(order, action, does);
        else if (tried is { } json) order = Happening(order, json, isKnown, faults);
        else if (order.Seq is null && faults.Count == 0) body.Wrong("event", "Say what to try: an event, an action, or the seq of something that happened.");
        return order;
    }

    private static TryOrder Acting(TryOrder order, JsonMembers members, Func<string, bool> does)
    {
        var read = ActionBody.Read(members, does, isCheck: true);
        members.NothingElse();
        return order with { Action = read.Proposal, Customer = read.Customer };
    }

    private static TryOrder Happening(TryOrder order, JsonElement json, Func<Address, bool> isKnown, List<Fault> faults)
    {
        var whole = new JsonObject { ["specversion"] = "1.0", ["id"] = "try", ["source"] = "/try" };
        foreach (var member in json.EnumerateObject()) whole[member.Name] = JsonNode.Parse(member.Value.GetRawText());
        if (EventBody.Read(JsonSerializer.SerializeToElement(whole), "/event", faults) is not { } input) return order;
        return order with
        {
            Event = new TriedEvent(input.Type, input.Data) { Source = input.Source, Id = input.Id, Subject = input.Subject, Time = input.Time },
            Customer = input.Addresses.Count == 0 ? null : input.Addresses.Where(isKnown).Append(input.Addresses[0]).First(),
        };
    }

    private static long? Seq(JsonMembers body)
    {
        if (body.Value("seq") is not { } value) return null;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var seq) && seq > 0) return seq;
        body.Wrong("seq", "'seq' must be the place of an event in the log.");
        return null;
    }

    private static Policy? Document(JsonMembers body, List<Fault> faults)
    {
        if (body.Object("document") is not { } document) return null;
        var wrong = new List<Fault>();
        var policy = PolicyReader.Read(document, 0, wrong);
        faults.AddRange(wrong.Select(fault => new Fault("/document" + fault.Pointer, fault.Detail)));
        return policy;
    }
}
