namespace Baton.Engine.Demo.Corpus;

/// <summary>Opens a file of the corpus, which is embedded in this assembly.</summary>
internal static class CorpusFile
{
    public static StreamReader Open(string path) =>
        new(typeof(CorpusFile).Assembly.GetManifestResourceStream("Corpus/" + path) ?? throw new FileNotFoundException($"The corpus has no {path}."));
}
