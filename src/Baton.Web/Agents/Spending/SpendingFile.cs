using System.Globalization;
using System.Text;
using Baton.Engine.Agents.Spending;

namespace Baton.Web.Agents.Spending;

/// <summary>Usage as CSV (RFC 4180), for spreadsheets.</summary>
internal static class SpendingFile
{
    private static readonly char[] Formula = ['=', '+', '-', '@', '\t', '\r'];

    public static byte[] Write(IEnumerable<Spent> spent, SpentBy by)
    {
        var text = new StringBuilder();
        text.Append(by switch { SpentBy.Model => "model", SpentBy.Customer => "customer,name", _ => "agent" }).Append(",tasks,inputTokens,outputTokens,cost\r\n");
        foreach (var row in spent)
        {
            text.Append(Cell(row.Key));
            if (by == SpentBy.Customer) text.Append(',').Append(Cell(row.Name));
            text.Append(CultureInfo.InvariantCulture, $",{row.Tasks},{row.InputTokens},{row.OutputTokens},{row.Cost}\r\n");
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    // What a spreadsheet would take for a formula is kept a text: names come from outside.
    private static string Cell(string value)
    {
        if (value.Length > 0 && Formula.Contains(value[0])) value = "'" + value;
        return value.AsSpan().IndexOfAny("\",\r\n") < 0 ? value : "\"" + value.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";
    }
}
