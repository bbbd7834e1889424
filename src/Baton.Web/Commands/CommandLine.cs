namespace Baton.Web.Commands;

/// <summary>What the first words of the command line ask for, if it is not the app itself.</summary>
/// <param name="Name"><c>verify</c>, <c>backup</c>, <c>restore</c>, or <c>help</c>.</param>
/// <param name="File">The file of a backup.</param>
/// <param name="Settings">The rest, for the settings.</param>
/// <param name="Fault">What is wrong with it.</param>
internal sealed record CommandLine(string Name, string? File, string[] Settings, string? Fault = null)
{
    public const string Help = """
        Baton coordinates a business's AI agents.

          baton [settings]                        starts it
          baton verify [settings]                 looks whether the data is whole; changes nothing
          baton backup --to FILE [settings]       writes a backup, also while Baton runs
          baton restore --from FILE [settings]    puts a backup into an empty data folder

        Settings are written --Baton:Data=/var/lib/baton or come from the environment (Baton__Data) and appsettings.json;
        appsettings.Example.json explains each. --demo plays the demo.

        A command ends with 0 when all is well, 1 when something is wrong with the data or could not be done, 2 when it was called wrongly.
        While working from the source, "dotnet run --project src/Baton.Web --" stands for "baton".
        """;

    /// <summary>Null when the app is to be started.</summary>
    public static CommandLine? Read(string[] args)
    {
        if (args.Any(arg => arg is "--help" or "-h" or "-?") || args is ["help", ..]) return new CommandLine("help", null, []);
        if (args is not [var name, .. var rest] || name.StartsWith('-') || name.StartsWith('/')) return null;
        return name switch
        {
            "verify" => new CommandLine(name, null, rest),
            "backup" => WithFile(name, "--to", rest),
            "restore" => WithFile(name, "--from", rest),
            _ => new CommandLine(name, null, [], $"Baton knows no command '{name}'."),
        };
    }

    private static CommandLine WithFile(string name, string option, string[] rest)
    {
        List<string> settings = [];
        string? file = null;
        for (var i = 0; i < rest.Length; i++)
        {
            if (rest[i] == option && i + 1 < rest.Length) file = rest[++i];
            else if (rest[i].StartsWith(option + "=", StringComparison.Ordinal)) file = rest[i][(option.Length + 1)..];
            else settings.Add(rest[i]);
        }

        return new CommandLine(name, file, [.. settings], string.IsNullOrWhiteSpace(file) || file.StartsWith('-') ? $"'{name}' needs a file: baton {name} {option} FILE" : null);
    }
}
