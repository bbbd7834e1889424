using Baton.Core.Agents;

namespace Baton.Engine.Demo;

/// <summary>The agents of the demo's company: eight that run inside Baton, two that run elsewhere and ask over the API.</summary>
internal static class DemoAgents
{
    public static IReadOnlyList<AgentDefinition> All { get; } =
    [
        BuiltIn("sentiment", "support", "Reads how the customer feels and notes it."),
        BuiltIn("triage", "support", "Says what a message is about, and how sure it is.") with { MinConfidence = 0.3, Queue = "support" },
        BuiltIn("knowledge", "support", "Finds the help articles that speak of it."),
        BuiltIn("reply", "support", "Drafts an answer from the articles and asks to send it.") with { Queue = "support" },
        BuiltIn("survey", "success", "Asks how it went after a case was closed."),
        BuiltIn("outreach", "marketing", "Writes to customers whose turn it is in a campaign."),
        Elsewhere("billing", "billing", "Asks whether it may pay money back.", ["refund"]),
        BuiltIn("success", "success", "Looks after customers who come less often.") with { MayPropose = ["contact.*"], Queue = "success" },
        BuiltIn("sales", "sales", "Follows up on interest.") with { MayPropose = ["contact.*"], Queue = "sales" },
        Elsewhere("marketing", "marketing", "Sends campaigns.", ["contact.*"]),
    ];

    private static AgentDefinition BuiltIn(string name, string department, string description) => new() { Name = name, Department = department, Kind = AgentKind.BuiltIn, Description = description };

    private static AgentDefinition Elsewhere(string name, string department, string description, string[] may) => new() { Name = name, Department = department, Description = description, MayPropose = [.. may] };
}
