using System.Text.Json;
using Baton.Core.Arbitration;
using Baton.Core.Events;
using Baton.Engine.Actions;
using Baton.Engine.Pipeline;
using Baton.Web.Problems;

namespace Baton.Web.Actions;

/// <summary>What an agent sends to ask.</summary>
internal sealed record ActionBody(Proposal Proposal, Address Customer)
{
    /// <summary>Stands for the id that a check may leave out.</summary>
    public const string NoId = "";

    /// <param name="body">The object sent.</param>
    /// <param name="does">Whether Baton can carry out actions of a kind itself.</param>
    /// <param name="isCheck">A check may leave the id out.</param>
    public static ActionBody Read(JsonMembers body, Func<string, bool> does, bool isCheck)
    {
        var id = body.Text("id", required: !isCheck, max: 200);
        if (id?.Any(char.IsControl) == true) body.Wrong("id", "'id' must not contain control characters.");
        var reference = body.Text("customer", required: true, max: 400);
        Address customer = default;
        if (reference is not null && !CustomerRefs.TryRead(reference, out customer)) body.Wrong("customer", $"'{reference}' names no customer. Write <kind>:<value>, for example email:ana@example.com.");
        return new ActionBody(Read(body, does, id ?? NoId, body.Text("agent", required: true, max: 64) ?? ""), customer);
    }

    /// <summary>Reads what is the same when an agent proposes something together with the result of a task.</summary>
    public static Proposal Read(JsonMembers body, Func<string, bool> does, string id, string agent)
    {
        var kind = body.Text("kind", required: true, max: 100);
        if (kind?.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('.' or '-' or '_')) == true) body.Wrong("kind", $"'{kind}' is no kind of action: letters, digits, '.', '-' and '_' only, for example contact.email.");
        var proposal = new Proposal
        {
            Id = id,
            Agent = agent,
            Kind = kind ?? "",
            Purpose = body.Text("purpose", max: 100),
            Text = body.Text("text", max: 100_000),
            Data = body.Object("data") ?? default,
            Execute = body.Word("execute", ["self", "baton"]) == "baton" ? Executor.Baton : Executor.Self,
        };
        if (kind is not null && proposal.Execute == Executor.Baton) CheckOwn(body, does, proposal);
        return proposal;
    }

    private static void CheckOwn(JsonMembers body, Func<string, bool> does, Proposal proposal)
    {
        if (!does(proposal.Kind)) body.Wrong("execute", $"Baton has no connector for {proposal.Kind} yet. Use execute: self, do it after allow, and report the outcome.");
        else if (proposal.Kind == "customer.update" && proposal.Data.Member("attributes") is not { ValueKind: JsonValueKind.Object }) body.Wrong("data", "A customer.update needs data.attributes, an object.");
    }
}
