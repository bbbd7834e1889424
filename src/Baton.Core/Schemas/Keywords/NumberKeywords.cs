namespace Baton.Core.Schemas.Keywords;

/// <summary><c>minimum</c>, <c>maximum</c> and their exclusive sisters.</summary>
/// <param name="name">The keyword.</param>
/// <param name="limit">The limit.</param>
/// <param name="wanted">How the limit is said.</param>
/// <param name="holds">Whether the order of the value to the limit is right.</param>
internal sealed class LimitKeyword(string name, Datum limit, string wanted, Func<int, bool> holds) : Assertion(name)
{
    protected override bool Holds(Datum value, Evaluation run) => value.Kind != DatumKind.Number || holds(value.Number.Against(limit.Number));

    protected override string Say(Datum value) => $"Must be {wanted} {limit.Json()}, but is {value.Found()}.";
}

/// <summary><c>multipleOf</c>.</summary>
internal sealed class MultipleOfKeyword(Datum divisor) : Assertion("multipleOf")
{
    protected override bool Holds(Datum value, Evaluation run)
    {
        if (value.Kind != DatumKind.Number) return true;
        run.Spend((value.Text.Length + divisor.Text.Length) / 8);
        return value.Number.IsMultipleOf(divisor.Number);
    }

    protected override string Say(Datum value) => $"Must be a multiple of {divisor.Json()}, but is {value.Found()}.";
}
