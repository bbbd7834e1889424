using System.Globalization;
using System.Text;
using Baton.Engine.Handoffs.Wall;
using Baton.Web.SignIn;

namespace Baton.Web.Handoffs.Wall;

/// <summary>The wall as CSV (RFC 4180), for spreadsheets. Times are whole seconds.</summary>
internal static class WallFile
{
    /// <summary>By what a file can be.</summary>
    public static IReadOnlyList<string> Kinds { get; } = ["queue", "person", "agent"];

    private static readonly char[] Formula = ['=', '+', '-', '@', '\t', '\r'];

    /// <summary>For members of the workspace who are signed in and see the wall.</summary>
    public static void MapWallFile(this WebApplication app) =>
        app.MapGet("/handoffs/wall.csv", async (HttpContext context, HandoffFigures figures, TimeProvider clock, string? by = null, string? range = null, string? queue = null, string? person = null, string? agent = null) =>
        {
            if (!Kinds.Contains(by, StringComparer.Ordinal) || WallSpan.Find(range) is not { } span) return Results.NotFound();
            var workspace = Viewer.Of(context.User).Workspace;
            var read = await figures.ReadAsync(workspace, span.Of(clock.GetUtcNow()), new WallFilter(queue, person, agent), context.RequestAborted);
            return Results.File(Write(read, by!), "text/csv", $"{workspace}-handoffs-{span.Name}-by-{by}.csv");
        }).RequireAuthorization(Rights.Operate).ExcludeFromDescription();

    public static byte[] Write(WallFigures figures, string by)
    {
        var text = new StringBuilder();
        if (by == "agent")
        {
            text.Append("agent,cases,tasks,asked,per100\r\n");
            foreach (var agent in figures.Agents) text.Append(Cell(agent.Agent)).Append(CultureInfo.InvariantCulture, $",{agent.Handoffs},{agent.Tasks},{agent.Asked},{agent.Per100:0.##}\r\n");
        }
        else
        {
            text.Append(by).Append(",waiting,late,claimed,putAside,opened,resolved,takenInTime,notTakenInTime,waitMedian,waitMost,handleMedian,handleMost,cameBack\r\n");
            foreach (var line in by == "person" ? figures.People : figures.Queues)
            {
                text.Append(Cell(line.Name)).Append(CultureInfo.InvariantCulture, $",{line.Waiting},{line.Late},{line.Claimed},{line.Asleep},{line.Opened},{line.Resolved},{line.InTime},{line.Missed},")
                    .Append(CultureInfo.InvariantCulture, $"{line.WaitMedian?.TotalSeconds:0},{line.WaitMost?.TotalSeconds:0},{line.HandleMedian?.TotalSeconds:0},{line.HandleMost?.TotalSeconds:0},{line.Back}\r\n");
            }
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    // What a spreadsheet would take for a formula is kept a text: names come from outside.
    private static string Cell(string value)
    {
        if (value.Length > 0 && Formula.Contains(value[0])) value = "'" + value;
        return value.AsSpan().IndexOfAny("\",\r\n") < 0 ? value : "\"" + value.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";
    }
}
