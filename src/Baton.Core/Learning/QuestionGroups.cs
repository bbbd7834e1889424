using Baton.Core.Classification;

namespace Baton.Core.Learning;

/// <summary>A question that a person answered.</summary>
/// <param name="Handoff">The case.</param>
/// <param name="Question">What the customer asked.</param>
/// <param name="Answer">What the person answered.</param>
/// <param name="By">Who.</param>
/// <param name="At">When, unix ms.</param>
/// <param name="IsUseful">Somebody marked it as useful for others.</param>
public sealed record AnsweredQuestion(string Handoff, string Question, string Answer, string By, long At, bool IsUseful = false);

/// <summary>
/// Puts questions together that ask the same in other words: by the words they share, a rare word counting more than one that everybody uses. The same
/// questions give the same groups, in whatever order they come.
/// </summary>
public static class QuestionGroups
{
    /// <summary>So alike (cosine, 0 to 1) are two questions that belong together.</summary>
    public const double Alike = 0.38;

    private const int ShortestWord = 3;

    private static readonly HashSet<string> Filler = new(StringComparer.Ordinal)
    {
        "the", "and", "for", "you", "your", "have", "has", "can", "could", "would", "please", "with", "this", "that", "are", "was", "but", "not", "from", "will", "want", "need", "how", "what", "when",
        "where", "does", "did", "there", "they", "them", "our", "hello", "thanks", "thank", "help", "just", "like", "get", "any", "all", "about", "some", "i'm", "i'd", "it's", "me", "my",
    };

    /// <summary>The groups, the largest first; each with the question nearest to all others of it first.</summary>
    public static IReadOnlyList<IReadOnlyList<AnsweredQuestion>> Of(IEnumerable<AnsweredQuestion> questions)
    {
        ArgumentNullException.ThrowIfNull(questions);
        AnsweredQuestion[] all = [.. questions.OrderBy(q => q.Handoff, StringComparer.Ordinal)];
        var words = all.Select(q => WordsOf(q.Question)).ToArray();
        var seenIn = words.SelectMany(w => w).GroupBy(w => w, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Count(), StringComparer.Ordinal);
        var vectors = words.Select(w => Vector(w, seenIn, all.Length)).ToArray();
        var left = new SortedSet<int>(Enumerable.Range(0, all.Length).Where(i => vectors[i].Count > 0));
        var groups = new List<IReadOnlyList<AnsweredQuestion>>();
        while (left.Count > 0)
        {
            // Around whichever question has the most others near it.
            var (middle, near) = left.Select(i => (i, Near: left.Where(j => Cosine(vectors[i], vectors[j]) >= Alike).ToList())).OrderByDescending(x => x.Near.Count).ThenBy(x => x.i).First();
            left.ExceptWith(near);
            groups.Add([.. near.OrderByDescending(j => j == middle).ThenByDescending(j => all[j].At).ThenBy(j => j).Select(j => all[j])]);
        }

        return groups;
    }

    private static string[] WordsOf(string question) => [.. Tokens.Words(question).Where(word => word.Length >= ShortestWord && !Filler.Contains(word) && !word.Any(char.IsDigit)).Select(Stem).Distinct(StringComparer.Ordinal)];

    // Enough for one language's plurals and tenses; a word that is cut too short is cut so everywhere.
    private static string Stem(string word) =>
        word.Length > 5 && word.EndsWith("ing", StringComparison.Ordinal) ? word[..^3]
        : word.Length > 4 && word.EndsWith("ed", StringComparison.Ordinal) ? word[..^2]
        : word.Length > 3 && word.EndsWith('s') && !word.EndsWith("ss", StringComparison.Ordinal) ? word[..^1]
        : word;

    private static SortedDictionary<string, double> Vector(string[] words, Dictionary<string, int> seenIn, int all)
    {
        var vector = new SortedDictionary<string, double>(StringComparer.Ordinal);
        foreach (var word in words) vector[word] = Math.Log(1 + ((double)all / seenIn[word]));
        var length = Math.Sqrt(vector.Values.Sum(weight => weight * weight));
        foreach (var word in words) vector[word] /= length;
        return vector;
    }

    private static double Cosine(SortedDictionary<string, double> one, SortedDictionary<string, double> other) =>
        one.Sum(word => other.TryGetValue(word.Key, out var weight) ? word.Value * weight : 0);
}
