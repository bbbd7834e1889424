using System.Text.Json.Nodes;
using System.Xml;
using Baton.Core.Agents;

namespace Baton.Web.Agents.Editing;

/// <summary>That an agent may use a tool, as typed.</summary>
public sealed class GrantTyped
{
    public string Tool { get; set; } = "";
    public bool Write { get; set; }

    /// <summary>Empty for as often as it likes.</summary>
    public string Max { get; set; } = "";

    public string? Per { get; set; } = XmlConvert.ToString(new ToolGrant { Tool = "" }.Per);

    /// <summary>The condition; null for always.</summary>
    public JsonNode? When { get; set; }

    internal static GrantTyped Of(ToolGrant grant) => new()
    {
        Tool = grant.Tool,
        Write = grant.Write,
        Max = Typed.Of(grant.Max),
        Per = XmlConvert.ToString(grant.Per),
        When = grant.When is { } when ? JsonNode.Parse(when.GetRawText()) : null,
    };

    internal void WriteTo(TypedJson json)
    {
        json.Text("tool", Tool);
        json.Flag("write", Write);
        json.Number("max", Max);
        json.Length("per", Per);
        json.Node("when", When?.DeepClone());
    }
}
