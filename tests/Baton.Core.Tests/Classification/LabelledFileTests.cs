using Baton.Core.Classification;

namespace Baton.Core.Tests.Classification;

public sealed class LabelledFileTests
{
    [Fact]
    public void Quoted_fields_may_hold_commas_quotes_and_line_ends()
    {
        using var reader = new StringReader("text,category\nplain,a\r\n\"one, \"\"two\"\"\nthree\",b\n");

        Assert.Equal([new("plain", "a"), new("one, \"two\"\nthree", "b")], LabelledFile.Read(reader));
    }

    [Fact]
    public void A_missing_column_is_named()
    {
        using var reader = new StringReader("text,label\na,b\n");

        var fault = Assert.Throws<InvalidDataException>(() => LabelledFile.Read(reader));
        Assert.Contains("category", fault.Message, StringComparison.Ordinal);
    }
}
