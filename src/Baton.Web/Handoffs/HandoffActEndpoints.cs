using Baton.Engine.Handoffs;
using Baton.Engine.Pipeline;
using Baton.Engine.Workspaces;
using Baton.Web.Keys;
using Baton.Web.Problems;
using Baton.Web.SignIn;

namespace Baton.Web.Handoffs;

/// <summary>What people do with a handoff beside claiming, giving away and resolving it.</summary>
internal static class HandoffActEndpoints
{
    /// <summary>One act on one handoff, by one person.</summary>
    private sealed record Act(HandoffDesk Desk, string Workspace, string Id, string Person);

    public static void MapHandoffActs(this IEndpointRouteBuilder handoffs)
    {
        Map("takeover", "Takes a handoff from its owner. For operators; the note says why.", Rights.Operate, static (act, body) =>
        {
            var note = body.Text("note", required: true, max: 4000);
            return () => act.Desk.TakeOverAsync(act.Workspace, act.Id, act.Person, note!);
        });
        Map("accept", "Accepts a handoff that a colleague gave.", Rights.Handle, static (act, _) => () => act.Desk.AcceptAsync(act.Workspace, act.Id, act.Person));
        Map("bounce", "Gives a handoff back to the colleague who gave it, or to its queue.", Rights.Handle, static (act, body) =>
        {
            var note = body.Text("note", max: 4000);
            return () => act.Desk.BounceAsync(act.Workspace, act.Id, act.Person, note);
        });
        Map("pass", "Lets an offer pass; the next person is asked.", Rights.Handle, static (act, _) => () => act.Desk.PassAsync(act.Workspace, act.Id, act.Person));
        Map("snooze", "Lets a handoff sleep until a time, until the customer answers, or whichever is first.", Rights.Handle, static (act, body) =>
        {
            var (until, forAnswer, note) = (body.Moment("until"), body.Flag("forAnswer") is true, body.Text("note", max: 4000));
            if (until is null && !forAnswer) body.Wrong("until", "Say 'until' when it sleeps, or 'forAnswer': true.");
            return () => act.Desk.SnoozeAsync(act.Workspace, act.Id, act.Person, until, forAnswer, note);
        });
        Map("wake", "Wakes a handoff that sleeps.", Rights.Handle, static (act, _) => () => act.Desk.WakeAsync(act.Workspace, act.Id, act.Person));
        Map("merge", "Makes a handoff part of another of the same customer; it ends with that one, and what waits on either goes on.", Rights.Handle, static (act, body) =>
        {
            var into = body.Text("into", required: true);
            return () => act.Desk.MergeAsync(act.Workspace, act.Id, act.Person, into!);
        });
        Map("return", "Gives the case back to an agent, who does the work again with the note; without a name to the agent from whom it came.", Rights.Handle, static (act, body) =>
        {
            var (agent, note) = (body.Text("agent", max: 64), body.Text("note", max: 4000));
            return () => act.Desk.ReturnAsync(act.Workspace, act.Id, act.Person, agent, note);
        });
        Map("undo", "Takes back a resolution that was said to be undoable, before anything followed from it.", Rights.Handle, static (act, _) => () => act.Desk.UndoAsync(act.Workspace, act.Id, act.Person));
        Map("notes", "Notes something for colleagues; the members named in 'mentions' are told.", Rights.Handle, static (act, body) =>
        {
            var (text, mentions) = (body.Text("text", required: true, max: 4000), body.Texts("mentions", 20) ?? []);
            return () => act.Desk.NoteAsync(act.Workspace, act.Id, act.Person, text!, mentions);
        });

        void Map(string act, string summary, string right, Func<Act, JsonMembers, Func<Task<Turn>>> read) =>
            handoffs.MapPost($"/{{id}}/{act}", async (string id, HttpRequest request, Caller caller, HandoffDesk desk, HandoffQueries queries, Members members) =>
            {
                var person = await OnBehalf.PersonAsync(request, caller, members, right);
                return await HandoffEndpoints.AnswerAsync(id, caller, queries, await Sent.ReadIfAnyAsync(request, body => read(new Act(desk, caller.Workspace, id, person), body)));
            }).Needs(Scopes.Handoff).WithSummary(summary).Produces<HandoffItem>().Faults(400, 404, 409, 422, 503);
    }
}
