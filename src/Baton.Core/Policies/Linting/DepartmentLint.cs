using Baton.Core.Conditions;

namespace Baton.Core.Policies.Linting;

/// <summary>Departments that rules name and agents do not have, and the other way round.</summary>
internal static class DepartmentLint
{
    public static void Look(LintRun run)
    {
        if (run.World.Agents is not { } agents) return;
        var departments = agents.Select(a => a.Definition.Department).Where(d => d.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        if (run.Policy.Precedence is not null) Unranked(run, departments);
        foreach (var site in run.Enabled.SelectMany(s => s.Conditions)) Unknown(run, site, departments);
    }

    private static void Unranked(LintRun run, List<string> departments)
    {
        foreach (var missing in departments.Where(d => run.Policy.RankOf(d) == int.MaxValue))
        {
            run.Add(new LintFinding(LintKind.DepartmentUnranked, "/departments", $"The department {missing} has agents and no place in the order of precedence, so that every other goes before it.", LintGrounds.Lookup)
            {
                Rules = ["precedence:precedence"],
                Fix = new LintFix($"Add {missing} at the end", [run.Policy.Departments.IsEmpty ? DocumentEdit.Set<string[]>("/departments", [missing]) : DocumentEdit.Set("/departments/-", missing)]),
            });
        }
    }

    private static void Unknown(LintRun run, ConditionSite site, List<string> departments)
    {
        foreach (var (comparison, pointer) in site.Comparisons())
        {
            if (comparison.Field.Path != "agent.department" || comparison.Operator is not (Operator.Eq or Operator.Ne or Operator.In or Operator.NotIn)) continue;
            foreach (var name in Policies.Comparisons.Texts(comparison) ?? [])
            {
                if (departments.Contains(name, StringComparer.OrdinalIgnoreCase) || name.Equals(Arbitration.People.Department, StringComparison.OrdinalIgnoreCase)) continue;
                var near = comparison.Operator is Operator.Eq or Operator.Ne ? Nearest.Of(name, departments) : null;
                run.Add(new LintFinding(LintKind.DepartmentUnknown, pointer + "/value", $"Rule {site.Rule.Rule.Id} is about the department {name}, to which no agent belongs.", LintGrounds.Lookup)
                {
                    Rules = [site.Rule.Key],
                    Fix = near is null ? null : new LintFix($"Say {near}", [DocumentEdit.Set(pointer + "/value", near)]),
                });
            }
        }
    }
}
