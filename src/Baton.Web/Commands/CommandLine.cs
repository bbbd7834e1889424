namespace Baton.Web.Commands;

/// <summary>What the first words of the command line ask for, if it is not the app itself.</summary>
/// <param name="Name"><c>verify</c>, <c>backup</c>, <c>restore</c>, <c>archive list</c>, <c>archive restore</c>, <c>copy</c>, or <c>help</c>.</param>
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
          baton archive list [settings]           lists what was moved out of the log
          baton archive restore --from TIME [settings]
          baton archive restore --file FILE [settings]
                                                  puts archived rows back into the log, from a time or a file on, while Baton stands still
          baton copy [settings]                   copies the data folder's database into the empty PostgreSQL database that
                                                  ConnectionStrings:Baton names, and compares both, while Baton stands still

        Settings are written --Baton:Data=/var/lib/baton or come from the environment (Baton__Data) and appsettings.json;
        appsettings.Example.json explains each. --demo plays the demo.

        A command ends with 0 when all is well, 1 when something is wrong with the data or could not be done, 2 when it was called wrongly.
        While working from the source, "dotnet run --project src/Baton.Web --" stands for "baton".
        """;

    /// <summary>A time, for what begins there.</summary>
    public string? From { get; init; }

    /// <summary>Null when the app is to be started.</summary>
    public static CommandLine? Read(string[] args)
    {
        if (args.Any(arg => arg is "--help" or "-h" or "-?") || args is ["help", ..]) return new CommandLine("help", null, []);
        if (args is not [var name, .. var rest] || name.StartsWith('-') || name.StartsWith('/')) return null;
        return name switch
        {
            "verify" or "copy" => new CommandLine(name, null, rest),
            "backup" => WithFile(name, "--to", rest),
            "restore" => WithFile(name, "--from", rest),
            "archive" => Archive(rest),
            _ => new CommandLine(name, null, [], $"Baton knows no command '{name}'."),
        };
    }

    private static CommandLine Archive(string[] rest)
    {
        if (rest is ["list", .. var settings]) return new CommandLine("archive list", null, settings);
        if (rest is not ["restore", .. var options]) return new CommandLine("archive", null, [], "Say 'archive list' or 'archive restore'.");
        const string Needs = "'archive restore' needs either --from TIME, for example 2026-01-31T00:00:00Z, or --file FILE, as 'archive list' names it.";
        var (byFile, byTime) = (WithFile("archive restore", "--file", options), WithFile("archive restore", "--from", options));
        if (byFile.Fault is null) return byFile.Settings.Any(s => s.StartsWith("--from", StringComparison.Ordinal)) ? byFile with { Fault = Needs } : byFile;
        return byTime.Fault is null ? byTime with { File = null, From = byTime.File } : byTime with { Fault = Needs };
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
