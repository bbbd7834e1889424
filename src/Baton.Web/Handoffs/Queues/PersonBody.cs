using Baton.Core.Handoffs.People;
using Baton.Web.Problems;

namespace Baton.Web.Handoffs.Queues;

/// <summary>Reads what is said of a person.</summary>
internal static class PersonBody
{
    public static PersonProfile Read(JsonMembers body, string email, DateTimeOffset now) => new()
    {
        Email = email,
        Skills = QueueBody.Names(body, "skills"),
        Languages = QueueBody.Names(body, "languages"),
        Capacity = body.Whole("capacity", 1, 100) ?? PersonProfile.UsualCapacity,
        Hours = HoursBody.Read(body, "hours", now),
        Queues = QueueBody.Names(body, "queues"),
    };
}

/// <summary>What is said of a person who takes cases.</summary>
/// <param name="Email">Their e-mail.</param>
/// <param name="Skills">What they know.</param>
/// <param name="Languages">The languages they speak.</param>
/// <param name="Capacity">How many cases they have at once before none is offered to them.</param>
/// <param name="Hours">When they work; left out when nothing is said about that.</param>
/// <param name="Queues">The queues they work; empty for every queue whose cases they may take.</param>
internal sealed record PersonItem(string Email, IReadOnlyList<string> Skills, IReadOnlyList<string> Languages, int Capacity, HoursItem? Hours, IReadOnlyList<string> Queues)
{
    public static PersonItem Of(PersonProfile person) => new(person.Email, person.Skills, person.Languages, person.Capacity, HoursItem.Of(person.Hours), person.Queues);
}
