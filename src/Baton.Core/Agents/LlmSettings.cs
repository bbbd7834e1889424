namespace Baton.Core.Agents;

/// <summary>Whose protocol a model's server speaks.</summary>
public enum LlmProtocol
{
    /// <summary>OpenAI's chat completions: OpenAI, Azure, Ollama, vLLM and many more.</summary>
    OpenAi,

    /// <summary>Anthropic's messages.</summary>
    Anthropic,
}

/// <summary>What an LLM agent is made of.</summary>
public sealed record LlmSettings
{
    /// <summary>Whose protocol the server speaks.</summary>
    public LlmProtocol Protocol { get; init; }

    /// <summary>The server's base address; null for the protocol's own company.</summary>
    public Uri? Address { get; init; }

    /// <summary>The model's name, as the server knows it.</summary>
    public required string Model { get; init; }

    /// <summary>The name of the credential with the key; null when the server wants none.</summary>
    public string? Credential { get; init; }

    /// <summary>What the model is told before the task. <c>{{customer.plan}}</c> stands for a value of the declared context.</summary>
    public required string Instructions { get; init; }

    /// <summary>How freely it writes, 0 to 2; null leaves it to the model.</summary>
    public double? Temperature { get; init; }

    /// <summary>The most tokens of one answer; 1 to 200,000.</summary>
    public int MaxOutputTokens { get; init; } = 2048;

    /// <summary>How often it may call tools before it must answer; 0 to 50.</summary>
    public int MaxRounds { get; init; } = 8;

    /// <summary>What a million tokens read cost, in the workspace's currency.</summary>
    public decimal InputPrice { get; init; }

    /// <summary>What a million tokens written cost, in the workspace's currency.</summary>
    public decimal OutputPrice { get; init; }
}
