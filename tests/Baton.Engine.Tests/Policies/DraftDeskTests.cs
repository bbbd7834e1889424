using System.Text.Json.Nodes;
using Baton.Core.Arbitration;
using Baton.Core.Events;
using Baton.Core.Policies.Drafting;
using Baton.Engine.Policies;
using Baton.Engine.Policies.Drafting;
using Baton.Engine.Tests.Running;

namespace Baton.Engine.Tests.Policies;

public sealed class DraftDeskTests : IAsyncLifetime
{
    private TestEngine _engine = null!;

    private DraftDesk Drafts => _engine.Get<DraftDesk>();

    public async ValueTask InitializeAsync() => _engine = await TestEngine.StartAsync();

    [Fact]
    public async Task A_draft_begins_with_what_is_published_and_ends_when_it_says_the_same_again()
    {
        await _engine.PublishAsync(Policy.CapOfOne);

        var saved = await Drafts.EditAsync(TestEngine.Workspace, new PutRule(RuleKind.Cap, Cap("two", 2)), "ana");
        Assert.Equal(["one", "two"], Caps(saved.Draft!.Document));

        var undone = await Drafts.EditAsync(TestEngine.Workspace, saved.Undo!, "ana");
        Assert.Null(undone.Draft);
        Assert.Null(await _engine.Policies.DraftAsync(TestEngine.Workspace));
    }

    [Fact]
    public async Task A_change_with_a_fault_changes_nothing_and_is_named()
    {
        var saved = await Drafts.EditAsync(TestEngine.Workspace, new PutRule(RuleKind.Cap, Cap("two", -1)), "ana");

        Assert.False(saved.IsKept);
        Assert.Equal("/caps/0/max", Assert.Single(saved.Faults).Pointer);
        Assert.Null(await _engine.Policies.DraftAsync(TestEngine.Workspace));
    }

    [Fact]
    public async Task Of_many_who_change_one_draft_at_once_nobody_loses_anything()
    {
        var saved = await Task.WhenAll(Enumerable.Range(0, 60).Select(i => Task.Run(() => Drafts.EditAsync(TestEngine.Workspace, new PutRule(RuleKind.Cap, Cap($"cap-{i}", 1)), $"person-{i % 5}"))));

        Assert.All(saved, one => Assert.True(one.IsKept));
        Assert.Equal(Enumerable.Range(0, 60).Select(i => $"cap-{i}").Order(StringComparer.Ordinal), Caps((await _engine.Policies.DraftAsync(TestEngine.Workspace))!.Document).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task What_is_changed_while_somebody_publishes_is_in_the_version_or_still_in_the_draft()
    {
        var editing = Task.Run(async () =>
        {
            for (var i = 0; i < 40; i++) Assert.True((await Drafts.EditAsync(TestEngine.Workspace, new PutRule(RuleKind.Cap, Cap($"cap-{i}", 1)), "ana")).IsKept);
        });
        var publishing = Task.Run(async () =>
        {
            for (var published = 0; published < 6;)
            {
                if (await _engine.Policies.PublishAsync(TestEngine.Workspace, Actor.Person("ben"), null) is not null) published++;
                else if (editing.IsCompleted) return;
                else await Task.Yield();
            }
        });
        await Task.WhenAll(editing, publishing);

        var kept = (await _engine.Policies.DraftAsync(TestEngine.Workspace))?.Document ?? _engine.Get<Configurations>().Of(TestEngine.Workspace).Policy.Document;
        Assert.Equal(40, Caps(kept).Length);
    }

    [Fact]
    public async Task A_draft_that_moved_on_is_not_published_by_who_saw_it_before()
    {
        var seen = (await Drafts.EditAsync(TestEngine.Workspace, new PutRule(RuleKind.Cap, Cap("one", 1)), "ana")).Draft!;
        await Drafts.EditAsync(TestEngine.Workspace, new PutRule(RuleKind.Cap, Cap("two", 2)), "ben");

        Assert.Null(await _engine.Policies.PublishAsync(TestEngine.Workspace, Actor.Person("ana"), null, seen: seen));
        Assert.Equal(["one", "two"], Caps((await _engine.Policies.DraftAsync(TestEngine.Workspace))!.Document));
    }

    [Fact]
    public async Task A_dropped_draft_can_be_taken_back()
    {
        await Drafts.EditAsync(TestEngine.Workspace, new PutRule(RuleKind.Cap, Cap("one", 1)), "ana");

        var undo = await Drafts.DiscardAsync(TestEngine.Workspace);
        Assert.Null(await _engine.Policies.DraftAsync(TestEngine.Workspace));

        Assert.Equal(["one"], Caps((await Drafts.EditAsync(TestEngine.Workspace, undo!, "ana")).Draft!.Document));
        Assert.Null(await new ValueTask<DraftEdit?>(_engine.Get<DraftDesk>().DiscardAsync("nowhere")));
    }

    public async ValueTask DisposeAsync() => await _engine.DisposeAsync();

    internal static JsonObject Cap(string id, int max) => JsonNode.Parse($$"""{ "id": "{{id}}", "blocks": { "field": "action.kind", "op": "startsWith", "value": "contact." }, "max": {{max}}, "per": "day" }""")!.AsObject();

    internal static string[] Caps(string document) => [.. JsonNode.Parse(document)!["caps"]!.AsArray().Select(rule => rule!["id"]!.GetValue<string>())];
}
