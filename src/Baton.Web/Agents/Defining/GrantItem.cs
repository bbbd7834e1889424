using System.Text.Json;
using System.Xml;
using Baton.Core.Agents;
using Baton.Web.Problems;

namespace Baton.Web.Agents.Defining;

/// <summary>That an agent may use a tool, as it is sent and answered.</summary>
/// <param name="Tool">The tool's name in the workspace's registry; a trailing * matches any ending.</param>
/// <param name="When">Only when this holds, in the policy's condition language, on the customer and the event of the task.</param>
/// <param name="Write">Whether it may also use it to change something.</param>
/// <param name="Max">How often within <paramref name="Per"/>, over all its tasks.</param>
/// <param name="Per">The time in which <paramref name="Max"/> counts; PT1S to P31D, by default PT1H.</param>
internal sealed record GrantItem(string Tool, JsonElement? When, bool? Write, int? Max, string? Per)
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(31);

    public static GrantItem Of(ToolGrant grant) => new(grant.Tool, grant.When, grant.Write, grant.Max, XmlConvert.ToString(grant.Per));

    public static ToolGrant Read(JsonMembers json)
    {
        var standard = new ToolGrant { Tool = "" };
        var grant = standard with
        {
            Tool = json.Text("tool", required: true, max: 100) ?? "",
            When = json.Condition("when"),
            Write = json.Flag("write") ?? false,
            Max = json.Whole("max", 1, 1_000_000),
            Per = json.Duration("per", TimeSpan.FromSeconds(1), Longest) ?? standard.Per,
        };
        if (!AgentNames.IsPattern(grant.Tool)) json.Wrong("tool", "A * may stand at the end of a tool's name only.");
        json.NothingElse();
        return grant;
    }
}
