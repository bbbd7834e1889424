using Baton.Web.Commands;

namespace Baton.Web.Tests.Commands;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData("")]
    [InlineData("--demo")]
    [InlineData("--urls http://localhost:5400 --Baton:Data=/tmp/x")]
    [InlineData("--contentRoot=/srv verify")]
    public void Settings_alone_start_the_app(string line) => Assert.Null(CommandLine.Read(Words(line)));

    [Theory]
    [InlineData("backup --to a.tar.gz --Baton:Data=/tmp/x", "backup", "a.tar.gz")]
    [InlineData("restore --Baton:Data=/tmp/x --from=b.tar.gz", "restore", "b.tar.gz")]
    [InlineData("verify --Baton:Data=/tmp/x", "verify", null)]
    [InlineData("copy --Baton:Data=/tmp/x", "copy", null)]
    public void A_command_takes_its_file_and_leaves_the_settings(string line, string name, string? file)
    {
        var command = CommandLine.Read(Words(line))!;

        Assert.Equal((name, file, null), (command.Name, command.File, command.Fault));
        Assert.Equal(["--Baton:Data=/tmp/x"], command.Settings);
    }

    [Theory]
    [InlineData("archive list --Baton:Data=/tmp/x", "archive list", null, null)]
    [InlineData("archive restore --from 2026-01-31T00:00:00Z --Baton:Data=/tmp/x", "archive restore", null, "2026-01-31T00:00:00Z")]
    [InlineData("archive restore --file=default/1-2.jsonl.br --Baton:Data=/tmp/x", "archive restore", "default/1-2.jsonl.br", null)]
    public void Archived_rows_are_named_by_a_time_or_a_file(string line, string name, string? file, string? from)
    {
        var command = CommandLine.Read(Words(line))!;

        Assert.Equal((name, file, from, null), (command.Name, command.File, command.From, command.Fault));
        Assert.Equal(["--Baton:Data=/tmp/x"], command.Settings);
    }

    [Theory]
    [InlineData("archive", "'archive list' or 'archive restore'")]
    [InlineData("archive restore", "either --from TIME")]
    [InlineData("archive restore --file x --from y", "either --from TIME")]
    [InlineData("backup", "--to FILE")]
    [InlineData("backup --to", "--to FILE")]
    [InlineData("restore --from --Baton:Data=x", "--from FILE")]
    [InlineData("bakcup --to x", "no command 'bakcup'")]
    public async Task What_is_said_wrongly_is_answered_with_what_is_wrong_and_the_help(string line, string says)
    {
        using var errors = new StringWriter();

        var code = await new DataCommands(TextWriter.Null, errors, TimeProvider.System).RunAsync(CommandLine.Read(Words(line))!, TestContext.Current.CancellationToken);

        Assert.Equal(2, code);
        Assert.Contains(says, errors.ToString(), StringComparison.Ordinal);
        Assert.Contains("baton verify", errors.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_is_no_error()
    {
        using var output = new StringWriter();

        var code = await new DataCommands(output, TextWriter.Null, TimeProvider.System).RunAsync(CommandLine.Read(["verify", "--help"])!, TestContext.Current.CancellationToken);

        Assert.Equal(0, code);
        Assert.Contains("restore --from FILE", output.ToString(), StringComparison.Ordinal);
    }

    private static string[] Words(string line) => line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
