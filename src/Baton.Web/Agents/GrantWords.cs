using System.Globalization;
using System.Text.Json;
using Baton.Core.Agents;
using Baton.Core.Conditions;
using Baton.Core.Policies;
using Baton.Core.Timeline;

namespace Baton.Web.Agents;

/// <summary>On what terms an agent may use a tool, in words.</summary>
internal static class GrantWords
{
    public static string Terms(ToolGrant grant)
    {
        var parts = new List<string> { grant.Write ? "reads and changes" : "reads only" };
        if (grant.Max is { } max) parts.Add(string.Create(CultureInfo.InvariantCulture, $"at most {max:N0} in {Spans.Of(grant.Per)}"));
        if (grant.When is { } when) parts.Add("when " + Say(when));
        return string.Join(", ", parts);
    }

    private static string Say(JsonElement condition) => ConditionReader.Read(condition, "", new List<Fault>())?.Sentence ?? condition.GetRawText();
}
