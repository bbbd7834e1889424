using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Baton.Engine.Handoffs.Quality;

/// <summary>What a review asks.</summary>
/// <param name="Name">Names it in what is kept: <c>outcome</c>.</param>
/// <param name="Title">On the form.</param>
/// <param name="Question">What one is to judge, in one sentence.</param>
public sealed record Criterion(string Name, string Title, string Question);

/// <summary>Which resolved cases a supervisor looks at, and what is asked about them.</summary>
public sealed record QualityRules
{
    /// <summary>The most criteria.</summary>
    public const int MostCriteria = 8;

    /// <summary>The share of resolved cases that is looked at, 0 to 1.</summary>
    public double Share { get; init; } = 0.05;

    /// <summary>Other shares by queue.</summary>
    public IReadOnlyDictionary<string, double> Queues { get; init; } = new Dictionary<string, double>(StringComparer.Ordinal);

    /// <summary>What is asked, each answered from 1 to 5.</summary>
    public IReadOnlyList<Criterion> Criteria { get; init; } =
    [
        new("outcome", "Right outcome", "Was what the customer needed done, and nothing that should not have been?"),
        new("tone", "Tone", "Was it said clearly and kindly, in the customer's language?"),
        new("complete", "Complete", "Need the customer not write again about the same thing?"),
    ];

    /// <summary>
    /// Whether a case is one of the share. It is chance, but always the same: asked again, on another machine or after a change of another queue's share, the answer
    /// stays; and a larger share has all the cases of a smaller one.
    /// </summary>
    public bool Samples(string handoff, string queue)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(Encoding.UTF8.GetBytes(handoff), hash);
        return BinaryPrimitives.ReadUInt32BigEndian(hash) / (double)uint.MaxValue < Queues.GetValueOrDefault(queue, Share);
    }
}
