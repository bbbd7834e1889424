using System.Text.Json;
using Baton.Web.Policies.Trying;

namespace Baton.Web.Tests.Policies;

/// <summary>Data typed line by line.</summary>
public sealed class DataLinesTests
{
    [Theory]
    [InlineData("""{"amount":120.5,"vip":true,"plan":"pro","tags":["a",1],"order":{"id":"007","items":{"count":2}}}""")]
    [InlineData("""{"number":"42","yes":"true","list":"[1]","quoted":"\"x","odd":"1e5","nothing":null}""")]
    public void What_happened_comes_out_as_it_went_in(string data)
    {
        var again = DataLines.Json(DataLines.Of(JsonElement.Parse(data)));

        Assert.True(JsonElement.DeepEquals(JsonElement.Parse(data), again), again.GetRawText());
    }

    [Fact]
    public void A_number_is_a_number_and_words_are_text()
    {
        var json = DataLines.Json([new() { Name = "amount", Value = "120" }, new() { Name = "note", Value = "at 12" }, new() { Name = "code", Value = "\"007\"" }, new() { Name = "zero", Value = "007" }, new() { Name = " ", Value = "left out" }]);

        Assert.Equal("""{"amount":120,"note":"at 12","code":"007","zero":"007"}""", json.GetRawText());
    }
}
