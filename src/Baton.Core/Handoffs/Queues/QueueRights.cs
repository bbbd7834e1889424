using Baton.Core.Handoffs.People;

namespace Baton.Core.Handoffs.Queues;

/// <summary>Whether a person may take the cases of a queue. Supervisors may take all: that is asked elsewhere.</summary>
public static class QueueRights
{
    /// <summary>Why the person may not, as a sentence; null when they may.</summary>
    public static string? WhyNot(QueueDefinition queue, PersonProfile person)
    {
        if (!queue.People.IsEmpty && !queue.People.Contains(person.Email, StringComparer.OrdinalIgnoreCase)) return $"{queue.Shown} has its own people, and {person.Email} is not among them. Ask an admin.";
        var lacking = queue.Skills.Where(skill => !person.Skills.Contains(skill, StringComparer.OrdinalIgnoreCase)).ToList();
        if (lacking.Count > 0) return $"{queue.Shown} needs {Listed(lacking, "and")}, which the profile of {person.Email} does not name. Ask an admin to add it.";
        return queue.Languages.IsEmpty || queue.Languages.Any(person.Speaks) ? null
            : $"{queue.Shown} needs somebody who speaks {Listed(queue.Languages, "or")}, which the profile of {person.Email} does not name. Ask an admin to add it.";
    }

    /// <summary>Whether the person may take them.</summary>
    public static bool MayTake(QueueDefinition queue, PersonProfile person) => WhyNot(queue, person) is null;

    /// <summary>Whether the person may see them.</summary>
    public static bool MaySee(QueueDefinition queue, PersonProfile person) => !queue.Hidden || MayTake(queue, person);

    private static string Listed(IReadOnlyCollection<string> words, string last) => words.Count == 1 ? words.First() : $"{string.Join(", ", words.SkipLast(1))} {last} {words.Last()}";
}
