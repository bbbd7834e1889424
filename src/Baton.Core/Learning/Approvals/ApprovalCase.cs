using System.Collections.Immutable;
using System.Text.Json;
using Baton.Core.Arbitration;
using Baton.Core.Customers;

namespace Baton.Core.Learning.Approvals;

/// <summary>A value by which cases can be told apart: a number or a text.</summary>
/// <param name="Number">The number; null for a text.</param>
/// <param name="Text">The text; null for a number.</param>
[System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Auto)]
public readonly record struct Fact(double? Number, string? Text);

/// <summary>An action for which a rule wanted a person's word, and that word.</summary>
/// <param name="Handoff">The case.</param>
/// <param name="Seq">The proposal's place in the log.</param>
/// <param name="Approved">Whether the person said yes.</param>
/// <param name="By">Who said it.</param>
/// <param name="At">When, unix ms.</param>
/// <param name="Facts">What was known of it, by the fields of conditions.</param>
public sealed record ApprovalCase(string Handoff, long Seq, bool Approved, string By, long At, ImmutableSortedDictionary<string, Fact> Facts)
{
    private const int LongestText = 60;

    // Of customers only what a business sets itself; where somebody lives or what they are called is no ground for a rule.
    private static readonly string[] Attributes = ["plan", "tier", "membership", "segment"];

    /// <summary>What is known of a proposed action: its kind, purpose and agent, the numbers and short texts of its data, and the plan, tier, membership and segment of its customer.</summary>
    public static ImmutableSortedDictionary<string, Fact> FactsOf(Proposal proposal, CustomerState? customer)
    {
        ArgumentNullException.ThrowIfNull(proposal);
        var facts = ImmutableSortedDictionary.CreateBuilder<string, Fact>(StringComparer.Ordinal);
        Add("action.kind", proposal.Kind);
        Add("action.purpose", proposal.Purpose);
        Add("action.agent", proposal.Agent);
        if (proposal.Data.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in proposal.Data.EnumerateObject())
            {
                if (member.Value.ValueKind == JsonValueKind.Number && member.Value.TryGetDouble(out var number) && double.IsFinite(number)) facts["action.data." + member.Name] = new Fact(number, null);
                else if (member.Value.ValueKind == JsonValueKind.String) Add("action.data." + member.Name, member.Value.GetString());
            }
        }

        foreach (var name in Attributes) Add("customer.attributes." + name, customer?.AttributeText(name));
        return facts.ToImmutable();

        void Add(string field, string? text)
        {
            if (text is { Length: > 0 and <= LongestText }) facts[field] = new Fact(null, text);
        }
    }
}
