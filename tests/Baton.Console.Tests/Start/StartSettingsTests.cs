using Baton.Web.Start;
using Microsoft.Extensions.Configuration;

namespace Baton.Web.Tests.Start;

public sealed class StartSettingsTests
{
    [Fact]
    public void Says_nothing_and_everything_has_its_default()
    {
        var settings = Read();

        Assert.Equal((false, false), (settings.IsDemo, settings.IsTesting));
        Assert.Null(settings.ClockStart);
        Assert.Null(settings.ClockRate);
        Assert.Equal(Path.Combine("/srv/baton", "data"), settings.Data.FullName);
    }

    [Theory]
    [InlineData("./data", "/srv/baton/data")]
    [InlineData("/var/lib/baton", "/var/lib/baton")]
    public void The_data_folder_stands_beside_the_app_unless_it_says_where(string data, string folder) =>
        Assert.Equal(folder, Read(("Baton:Data", data)).Data.FullName);

    [Fact]
    public void Demo_needs_no_value_wherever_it_stands()
    {
        var configuration = new ConfigurationBuilder().AddCommandLine(StartSettings.Spell(["--demo", "--Baton:Testing", "true"])).Build();

        var settings = StartSettings.Read(configuration, "/srv/baton");

        Assert.True(settings.IsDemo);
        Assert.True(settings.IsTesting);
    }

    [Fact]
    public void Names_every_fault_at_once_with_its_key()
    {
        var fault = Assert.Throws<InvalidOperationException>(() => Read(
            ("Baton:Demo", "maybe"), ("Baton:Clock:Start", "yesterday"), ("Baton:Clock:Rate", "-1"), ("Baton:Database", "Oracle")));

        Assert.All(["Baton:Demo", "Baton:Clock:Start", "Baton:Clock:Rate", "Baton:Database"], key => Assert.Contains(key, fault.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void Postgres_must_be_told_where_it_is()
    {
        Assert.Contains("ConnectionStrings:Baton", Assert.Throws<InvalidOperationException>(() => Read(("Baton:Database", "Postgres"))).Message, StringComparison.Ordinal);
        Assert.Contains("Database is missing", Assert.Throws<InvalidOperationException>(() => Read(("Baton:Database", "Postgres"), ("ConnectionStrings:Baton", "Host=db"))).Message, StringComparison.Ordinal);
        Assert.Equal("Host=db;Database=baton", Read(("Baton:Database", "Postgres"), ("ConnectionStrings:Baton", "Host=db;Database=baton")).Postgres);
        Assert.Null(Read(("ConnectionStrings:Baton", "Host=db;Database=baton")).Postgres);
    }

    [Theory]
    [InlineData("Baton:Clock:Start", "2026-11-21T09:00:00Z")]
    [InlineData("Baton:Clock:Rate", "60")]
    public void A_clock_that_can_be_set_is_for_the_demo_and_for_tests_only(string key, string value)
    {
        Assert.Throws<InvalidOperationException>(() => Read((key, value)));
        Read((key, value), ("Baton:Testing", "true"));
        Read((key, value), ("Baton:Demo", "true"));
    }

    private static StartSettings Read(params (string Key, string Value)[] settings) => StartSettings.Read(
        new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(setting => setting.Key, setting => (string?)setting.Value)).Build(), "/srv/baton");
}
