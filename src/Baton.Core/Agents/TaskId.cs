using Baton.Core.Customers;

namespace Baton.Core.Agents;

/// <summary>
/// Names tasks: <c>t</c>, the place in the log of the event that gave the task, and its customer, so that the lane is known without a
/// look-up. The place comes first and in fixed width: what is made later sorts later, so that new rows join the end of an index
/// instead of landing all over it. One event gives one task at most.
/// </summary>
public static class TaskId
{
    /// <summary>Crockford's base 32, which sorts as the numbers do.</summary>
    private const string Digits = "0123456789abcdefghjkmnpqrstvwxyz";

    private const int Width = 9; // 45 bits

    /// <summary>The id of the task that an event gives.</summary>
    /// <param name="seq">The event's place in the log.</param>
    /// <param name="customer">The customer's id.</param>
    public static string Of(long seq, string customer) => string.Create(Width + 2 + customer.Length, (seq, customer), static (id, from) =>
    {
        id[0] = 't';
        for (var i = Width; i > 0; i--, from.seq >>= 5) id[i] = Digits[(int)(from.seq & 31)];
        id[Width + 1] = '-';
        from.customer.CopyTo(id[(Width + 2)..]);
    });

    /// <summary>The id of the first try of the work that a task is a try of: the one that its event gave. The task itself when its id is none of Baton's.</summary>
    /// <param name="task">The task.</param>
    /// <param name="seq">The place in the log of the event it is about.</param>
    public static string FirstOf(string task, long seq) => task.Length > Width + 2 && seq > 0 ? Of(seq, CustomerOf(task)) : task;

    /// <summary>The customer whose task it is; the workspace itself when the id is none of Baton's.</summary>
    public static string CustomerOf(string task) => task.Length > Width + 2 && task[0] == 't' && task[Width + 1] == '-' ? task[(Width + 2)..] : CustomerState.OfWorkspace;
}
