using Baton.Core.Agents;
using Baton.Web.Agents.Defining;

namespace Baton.Web.Agents.Editing;

/// <summary>What an LLM agent is made of, as typed.</summary>
public sealed class LlmTyped
{
    private static readonly LlmSettings Usual = new() { Model = "", Instructions = "" };

    public string Protocol { get; set; } = LlmItem.NameOf(LlmProtocol.OpenAi);
    public string Address { get; set; } = "";
    public string Model { get; set; } = "";
    public string Credential { get; set; } = "";
    public string Instructions { get; set; } = "";
    public string Temperature { get; set; } = "";
    public string MaxOutputTokens { get; set; } = Typed.Of(Usual.MaxOutputTokens);
    public string MaxRounds { get; set; } = Typed.Of(Usual.MaxRounds);
    public string InputPrice { get; set; } = "";
    public string OutputPrice { get; set; } = "";

    internal static LlmTyped Of(LlmSettings? llm) => llm is null ? new() : new()
    {
        Protocol = LlmItem.NameOf(llm.Protocol),
        Address = llm.Address?.OriginalString ?? "",
        Model = llm.Model,
        Credential = llm.Credential ?? "",
        Instructions = llm.Instructions,
        Temperature = Typed.Of(llm.Temperature),
        MaxOutputTokens = Typed.Of(llm.MaxOutputTokens),
        MaxRounds = Typed.Of(llm.MaxRounds),
        InputPrice = Typed.Of(llm.InputPrice),
        OutputPrice = Typed.Of(llm.OutputPrice),
    };

    internal void Write(TypedJson json)
    {
        json.Text("protocol", Protocol);
        json.Text("address", Address);
        json.Text("model", Model);
        json.Text("credential", Credential);
        json.Text("instructions", Instructions);
        json.Number("temperature", Temperature);
        json.Number("maxOutputTokens", MaxOutputTokens);
        json.Number("maxRounds", MaxRounds);
        json.Number("inputPrice", InputPrice);
        json.Number("outputPrice", OutputPrice);
    }
}
