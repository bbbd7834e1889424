using Baton.Core.Agents;
using Baton.Web.Problems;

namespace Baton.Web.Agents.Defining;

/// <summary>What an LLM agent is made of, as it is sent and answered.</summary>
/// <param name="Protocol"><c>openai</c> or <c>anthropic</c>: whose protocol the server speaks.</param>
/// <param name="Address">The server's base address; the protocol's own company when left out.</param>
/// <param name="Model">The model's name, as the server knows it.</param>
/// <param name="Credential">The name of the credential with the key.</param>
/// <param name="Instructions">What the model is told before the task; {{customer.plan}} stands for a value of the declared context.</param>
/// <param name="Temperature">How freely it writes; 0 to 2.</param>
/// <param name="MaxOutputTokens">The most tokens of one answer; 1 to 200,000, by default 2048.</param>
/// <param name="MaxRounds">How often it may call tools before it must answer; 0 to 50, by default 8.</param>
/// <param name="InputPrice">What a million tokens read cost, in the workspace's currency.</param>
/// <param name="OutputPrice">What a million tokens written cost.</param>
internal sealed record LlmItem(string? Protocol, string? Address, string Model, string? Credential, string Instructions, double? Temperature, int? MaxOutputTokens, int? MaxRounds, decimal? InputPrice, decimal? OutputPrice)
{
    private const int LongestInstructions = 100_000;
    private const decimal HighestPrice = 1_000_000;
    private static readonly string[] Protocols = [.. Enum.GetValues<LlmProtocol>().Select(NameOf)];

    /// <summary>A protocol's name in the API.</summary>
    public static string NameOf(LlmProtocol protocol) => protocol switch { LlmProtocol.OpenAi => "openai", _ => "anthropic" };

    public static LlmItem Of(LlmSettings llm) =>
        new(NameOf(llm.Protocol), llm.Address?.OriginalString, llm.Model, llm.Credential, llm.Instructions, llm.Temperature, llm.MaxOutputTokens, llm.MaxRounds, llm.InputPrice, llm.OutputPrice);

    public static LlmSettings Read(JsonMembers json)
    {
        var standard = new LlmSettings { Model = "", Instructions = "" };
        var llm = standard with
        {
            Protocol = json.Word("protocol", Protocols) == NameOf(LlmProtocol.Anthropic) ? LlmProtocol.Anthropic : LlmProtocol.OpenAi,
            Address = json.Address("address"),
            Model = json.Text("model", required: true) ?? "",
            Credential = json.Text("credential", max: 64),
            Instructions = json.Text("instructions", required: true, max: LongestInstructions) ?? "",
            Temperature = json.Number("temperature", 0, 2),
            MaxOutputTokens = json.Whole("maxOutputTokens", 1, 200_000) ?? standard.MaxOutputTokens,
            MaxRounds = json.Whole("maxRounds", 0, 50) ?? standard.MaxRounds,
            InputPrice = json.Money("inputPrice", 0, HighestPrice) ?? 0,
            OutputPrice = json.Money("outputPrice", 0, HighestPrice) ?? 0,
        };
        json.NothingElse();
        return llm;
    }
}
