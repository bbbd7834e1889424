using System.Text.Json;
using Baton.Core.Deciding;
using Baton.Core.Events;
using Baton.Core.Handoffs.Offering;
using Baton.Core.Tests.Policies;
using Baton.Core.Tests.Stories;
using Baton.Core.Timeline;
using FsCheck;
using FsCheck.Fluent;

namespace Baton.Core.Tests.Handoffs;

public sealed class OfferChoiceTests
{
    private const string Ana = "ana@example.com";
    private const string Ben = "ben@example.com";
    private static readonly DateTimeOffset Nine = new(2026, 11, 20, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Nobody_is_asked_who_may_not_is_not_here_lacks_something_or_has_enough() => All(people =>
    {
        var able = people.Where(p => p is { State: Availability.Available, IsAllowed: true, IsInHours: true, HasDeclined: false, Unspoken: null, Lacks.IsEmpty: true } && p.Load < p.Capacity).ToList();
        if (OfferChoice.Choose(people) is { } chosen) Assert.Contains(chosen, able);
        else Assert.Empty(able);
    });

    [Fact]
    public void The_least_loaded_is_asked_and_among_equals_who_waited_longest() => All(people =>
    {
        if (OfferChoice.Choose(people) is not { } chosen) return;
        Assert.All(people.Where(p => p.Hindrance() is null), other =>
        {
            Assert.True(chosen.Load <= other.Load);
            if (chosen.Load == other.Load) Assert.True(chosen.IdleSince <= other.IdleSince);
        });
    });

    [Fact]
    public void The_same_people_in_any_order_give_the_same_choice() => All(people =>
    {
        var turned = people.Reverse().ToList();
        new Random(people.Count).Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(turned));
        Assert.Equal(OfferChoice.Choose(people), OfferChoice.Choose(turned));
    });

    [Fact]
    public void What_an_offer_says_of_the_people_is_enough_to_choose_again() => All(people =>
    {
        var data = Payload.Of(json => OfferChoice.Write(json, people));
        var read = OfferChoice.Read(Offered(data));

        Assert.Equal(JsonSerializer.Serialize(people, LogJson.Compact), JsonSerializer.Serialize(read, LogJson.Compact));
        Assert.Equal(OfferChoice.Choose(people)?.Person, OfferChoice.Choose(read)?.Person);
        Assert.Equal(people.Select(p => p.Hindrance()), read.Select(p => p.Hindrance()));
    });

    [Fact]
    public void Why_somebody_is_asked_can_be_said()
    {
        var (few, many, busy) = (Able(Ana) with { Load = 1 }, Able(Ben) with { Load = 2 }, Able("cem@example.com") with { State = Availability.Busy });

        Assert.Equal("fewest cases of 2 who can take it", OfferChoice.Why(few, [few, many, busy]));
        Assert.Equal("waited longest of 2 who can take it", OfferChoice.Why(few, [few, many with { Load = 1, IdleSince = Nine.AddMinutes(1) }]));
        Assert.Equal("nobody else can take it now", OfferChoice.Why(few, [few, busy]));
        Assert.Equal("has 3 of 3 cases", (Able(Ana) with { Load = 3 }).Hindrance());
    }

    [Fact]
    public void An_offer_stands_until_it_is_over_or_its_person_has_left()
    {
        var story = new Story(Documents.OfTheContract);
        story.Tell("message.received", new { text = "Please let me talk to a human" });
        var offer = new { handoff = "c1-h1", to = Ana, until = Rfc3339.Write(story.Now.AddMinutes(1)), claims = 0, why = "nobody else can take it now" };
        Assert.Contains($"Offered to {Ana}", story.Tell(EventTypes.HandoffOffered, offer, Actor.Baton).Sentence, StringComparison.Ordinal);

        Assert.Equal(RefusalKind.Gone, story.Try(EventTypes.HandoffOffered, offer with { to = Ben }, Actor.Baton)!.Kind);
        Assert.Equal(RefusalKind.Gone, story.Try(EventTypes.HandoffOfferPassed, new { handoff = "c1-h1", claims = 0 }, Actor.Baton)!.Kind);
        Assert.Equal(RefusalKind.Gone, story.Try(EventTypes.HandoffOfferPassed, new { handoff = "c1-h1", claims = 0, left = Ben }, Actor.Baton)!.Kind);

        Assert.StartsWith($"{Ana} is away now; the next one is asked", story.Tell(EventTypes.HandoffOfferPassed, new { handoff = "c1-h1", claims = 0, left = Ana, state = "away" }, Actor.Baton).Sentence, StringComparison.Ordinal);
        Assert.Equal((null, Ana), (story.Handoff.Offer, Assert.Single(story.Handoff.Declined)));
    }

    private static PersonStanding Able(string person) => new() { Person = person, State = Availability.Available, IsAllowed = true, Capacity = 3, IdleSince = Nine };

    private static Event Offered(JsonElement data) => new() { Source = "baton/offers", Id = "1", Type = EventTypes.HandoffOffered, Time = Nine, Received = Nine, Actor = Actor.Baton, Data = data };

    private static void All(Action<IReadOnlyList<PersonStanding>> property)
    {
        var person = Gen.Choose(0, int.MaxValue).Select(Standing);
        var people = person.ListOf().Select(list => (IReadOnlyList<PersonStanding>)[.. list.DistinctBy(p => p.Person)]);
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(500).WithEndSize(12).WithQuietOnSuccess(true), Prop.ForAll(Arb.From(people), property));
    }

    // Mostly able, so that there is a choice.
    private static PersonStanding Standing(int seed)
    {
        var random = new Random(seed);
        bool Rarely() => random.Next(6) == 0;
        return new PersonStanding
        {
            Person = $"p{random.Next(100)}@example.com",
            State = Rarely() ? Availability.Away : Rarely() ? Availability.Busy : Availability.Available,
            IsAllowed = !Rarely(),
            Lacks = Rarely() ? ["billing"] : [],
            Unspoken = Rarely() ? "de" : null,
            IsInHours = !Rarely(),
            Load = random.Next(4),
            Capacity = random.Next(1, 5),
            IdleSince = Nine.AddMinutes(random.Next(3)),
            HasDeclined = Rarely(),
        };
    }
}
