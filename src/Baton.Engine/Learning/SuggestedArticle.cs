namespace Baton.Engine.Learning;

/// <summary>An article that is suggested: what people answered again and again to the same question.</summary>
/// <param name="Question">The question as customers ask it, without personal data.</param>
/// <param name="Answer">An answer that a person gave, without personal data.</param>
/// <param name="Handoffs">The cases.</param>
/// <param name="People">Who answered them.</param>
/// <param name="IsMarked">Somebody marked an answer as useful for others.</param>
public sealed record SuggestedArticle(string Question, string Answer, IReadOnlyList<string> Handoffs, IReadOnlyList<string> People, bool IsMarked);
