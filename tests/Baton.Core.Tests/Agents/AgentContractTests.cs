using System.Text.Json;
using Baton.Core.Agents;

namespace Baton.Core.Tests.Agents;

public sealed class AgentContractTests
{
    private static readonly AgentDefinition Triage = new()
    {
        Name = "triage",
        Department = "support",
        Input = JsonElement.Parse("""{ "properties": { "event": { "required": ["text"] } } }"""),
        Output = JsonElement.Parse("""{ "required": ["label"] }"""),
    };

    [Fact]
    public void Without_schemas_anything_will_do()
    {
        var free = AgentContract.Of(Triage with { Input = null, Output = null });

        Assert.Null(free.OfInput(JsonElement.Parse("7")));
        Assert.Null(free.OfAnswer(ResultStatus.Success, null));
    }

    [Fact]
    public void A_breach_says_which_side_how_and_keeps_what_broke_it()
    {
        var breach = AgentContract.Of(Triage).OfInput(JsonElement.Parse("""{ "event": {} }"""))!;

        Assert.Equal((ContractSide.Input, "/event/text: 'text' is missing."), (breach.Side, breach.Fault));
        Assert.Equal(JsonValueKind.Object, breach.Value!.Value.ValueKind);
    }

    [Theory]
    [InlineData(ResultStatus.Success, """{ "label": 1 }""", null)]
    [InlineData(ResultStatus.Success, "{}", "/label: 'label' is missing.")]
    [InlineData(ResultStatus.Success, null, "There is no output, which the contract asks for.")]
    [InlineData(ResultStatus.NeedsHumanReview, "{}", "/label: 'label' is missing.")]
    [InlineData(ResultStatus.NeedsMoreInfo, null, null)]
    [InlineData(ResultStatus.Failure, "{}", null)]
    public void An_answer_is_held_to_the_contract_whenever_somebody_could_pass_it_on(ResultStatus status, string? output, string? fault) =>
        Assert.Equal(fault, AgentContract.Of(Triage).OfAnswer(status, output is null ? null : JsonElement.Parse(output))?.Fault);

    [Fact]
    public void A_long_answer_is_not_kept_with_its_fault()
    {
        var breach = AgentContract.Of(Triage).OfAnswer(ResultStatus.Success, JsonElement.Parse($$"""{ "text": "{{new string('x', AgentContract.MostKept)}}" }"""));

        Assert.NotNull(breach);
        Assert.Null(breach.Value);
    }

    [Fact]
    public void Nothing_keeps_a_contract_that_cannot_be_read()
    {
        var contract = AgentContract.Of(Triage with { Output = JsonElement.Parse("""{ "type": "text" }""") });

        Assert.Equal("/output/type", Assert.Single(contract.Faults).Pointer);
        Assert.StartsWith("The contract itself cannot be used.", contract.OfAnswer(ResultStatus.Success, JsonElement.Parse("{}"))!.Fault, StringComparison.Ordinal);
        Assert.Null(contract.OfInput(JsonElement.Parse("""{ "event": { "text": "" } }""")));
    }
}
