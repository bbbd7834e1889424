namespace Baton.Core.Policies;

/// <summary>Something done to a customer, in the four forms that sentences need.</summary>
/// <param name="Does">Sales <c>contacts the customer</c>.</param>
/// <param name="Do">Sales does not <c>contact the customer</c>.</param>
/// <param name="Doing">Sales waits before <c>contacting the customer</c>.</param>
/// <param name="Done"><c>The customer is contacted</c> at most twice.</param>
internal sealed record Deed(string Does, string Do, string Doing, string Done)
{
    public static readonly Deed Anything = new("does anything", "do anything", "doing anything", "anything is done");

    /// <summary>A kind of action; with <paramref name="beginning"/> every kind that begins so.</summary>
    public static Deed OfKind(string kind, bool beginning) => (kind, beginning) switch
    {
        ("contact." or "contact", true) => new("contacts the customer", "contact the customer", "contacting the customer", "the customer is contacted"),
        ("contact.email", false) => new("e-mails the customer", "e-mail the customer", "e-mailing the customer", "the customer is e-mailed"),
        ("contact.sms", false) => new("texts the customer", "text the customer", "texting the customer", "the customer is texted"),
        ("contact.phone" or "contact.call", false) => new("calls the customer", "call the customer", "calling the customer", "the customer is called"),
        ("contact.chat", false) => new("chats with the customer", "chat with the customer", "chatting with the customer", "somebody chats with the customer"),
        ("refund", false) => new("makes a refund", "make a refund", "making a refund", "a refund is made"),
        (_, true) => Of($"anything that begins with “{kind}”"),
        _ => Of($"“{kind}”"),
    };

    /// <summary>An action of any kind with one purpose.</summary>
    public static Deed OfPurpose(string purpose) => Things(purpose) is { } things
        ? new($"sends {things}", $"send {things}", $"sending {things}", $"{things} are sent")
        : Of($"anything for the purpose “{purpose}”");

    /// <summary>This, and for what: <c>contacts the customer with a promotion</c>.</summary>
    public Deed For(string purpose)
    {
        var tail = Things(purpose) is not null ? $" with {Article(purpose)} {purpose}" : $" for the purpose “{purpose}”";
        return new(Does + tail, Do + tail, Doing + tail, Done + tail);
    }

    /// <summary>This or another.</summary>
    public Deed Or(Deed other) => new(Either(Does, other.Does), Either(Do, other.Do), Either(Doing, other.Doing), Either(Done, other.Done));

    /// <summary>The article that a word takes.</summary>
    public static string Article(string word) => word.Length > 0 && "aeiouAEIOU".Contains(word[0], StringComparison.Ordinal) ? "an" : "a";

    // What both have at the end or the beginning is said once: texts or calls the customer, the customer is texted or called.
    private static string Either(string one, string other)
    {
        const string To = " the customer", Is = "the customer is ";
        if (one.EndsWith(To, StringComparison.Ordinal) && other.EndsWith(To, StringComparison.Ordinal)) return $"{one[..^To.Length]} or {other}";
        return one.StartsWith(Is, StringComparison.Ordinal) && other.StartsWith(Is, StringComparison.Ordinal) ? $"{one} or {other[Is.Length..]}" : $"{one} or {other}";
    }

    private static Deed Of(string what) => new($"does {what}", $"do {what}", $"doing {what}", $"{what} is done");

    private static string? Things(string purpose) => purpose switch
    {
        "promotion" or "survey" or "answer" or "reminder" or "newsletter" or "offer" or "invitation" or "update" => purpose + "s",
        _ => null,
    };
}
