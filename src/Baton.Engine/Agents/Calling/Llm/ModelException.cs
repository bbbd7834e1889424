using Baton.Engine.Outbound;

namespace Baton.Engine.Agents.Calling.Llm;

/// <summary>A model could not be asked, or its server's answer cannot be used. The message is for people, and holds no key.</summary>
internal sealed class ModelException : Exception
{
    public ModelException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }

    /// <summary>In one word for telemetry: the HTTP status, <c>timeout</c>, …</summary>
    public string Kind { get; init; } = "_OTHER";

    /// <summary>Trying again is of no use.</summary>
    public bool IsFinal { get; init; }

    /// <summary>How long the server asks to be left alone.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>What went wrong, whatever the protocol's library wrapped it in.</summary>
    public static ModelException Of(Exception e)
    {
        for (Exception? inner = e; inner is not null; inner = inner.InnerException)
        {
            if (inner is ModelException known) return known;
            if (inner is OutboundRefusedException) return new(inner.Message, e) { Kind = "refused", IsFinal = true };
        }

        return e switch
        {
            OperationCanceledException => new("The model's server did not answer in time.", e) { Kind = "timeout" },
            HttpRequestException or IOException => new($"The connection to the model's server broke: {Sentence(e)}", e) { Kind = "connection" },
            _ => new($"The model's server sent what its protocol does not know: {Sentence(e)}", e) { Kind = "protocol" },
        };
    }

    private static string Sentence(Exception e)
    {
        var line = e.Message.ReplaceLineEndings(" ").Trim();
        if (line.Length > 300) line = line[..300] + " …";
        return line.EndsWith('.') ? line : line + ".";
    }
}
