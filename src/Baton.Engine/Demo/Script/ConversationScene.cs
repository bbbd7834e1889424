using Baton.Core.Classification;
using Baton.Engine.Demo.Corpus;

namespace Baton.Engine.Demo.Script;

/// <summary>
/// A recorded conversation takes place: the customer writes, the help desk opens a case and closes it later, and where money went back in the
/// recording, billing asks whether it may. What the recorded agent said is told from the second answer on, marked as recorded, so that what
/// the customer says next makes sense; the first answer is Baton's.
/// </summary>
internal static class ConversationScene
{
    private const int LongestTitle = 80;

    public static void Play(Stage stage, Conversation conversation, TimeSpan start, bool isOpening)
    {
        var customer = stage.Corpus.Customers[conversation.CustomerKey];
        var dice = stage.Dice;
        var refunds = new RefundScene(stage, conversation, customer);
        var at = start;
        var written = 0;
        for (var turn = 0; turn < conversation.Turns.Count; turn++)
        {
            var (speaker, text, _) = conversation.Turns[turn];
            if (speaker == Speaker.Customer && text.Length > 0)
            {
                if (written > 0) at += Pause(conversation, dice, isOpening);
                Write(stage, conversation, customer, turn, text, at);
                if (written++ == 0) OpenCase(stage, conversation, customer, text, at);
                else Escalate(stage, conversation, customer, turn, text, at);
            }
            else if (speaker == Speaker.Agent && text.Length > 0 && written > 1)
            {
                stage.Event(at + dice.Minutes(1, 1.8), $"{conversation.Id}-{turn}", SourceOf(conversation), "message.sent", customer, new { text, channel = conversation.Channel, conversation = conversation.Id, by = "recorded" });
            }

            refunds.Watch(turn, at + TimeSpan.FromSeconds(45));
        }

        End(stage, conversation, customer, at, isOpening);
    }

    private static void Write(Stage stage, Conversation conversation, CustomerProfile customer, int turn, string text, TimeSpan at) =>
        stage.Event(at, $"{conversation.Id}-{turn}", SourceOf(conversation), "message.received", customer, new { text, channel = conversation.Channel, conversation = conversation.Id });

    private static void OpenCase(Stage stage, Conversation conversation, CustomerProfile customer, string text, TimeSpan at) =>
        stage.Event(at + TimeSpan.FromSeconds(20), conversation.Id + "-opened", "helpdesk", "case.opened", customer, new
        {
            @case = CaseOf(conversation),
            department = "support",
            title = text.Length <= LongestTitle ? text : text[..text.LastIndexOf(' ', LongestTitle)] + " …",
            priority = Sentiment.Read(text).Label == SentimentLabel.Negative ? "high" : "normal",
        });

    private static void Escalate(Stage stage, Conversation conversation, CustomerProfile customer, int turn, string text, TimeSpan at)
    {
        if (PersonWish.Find(text) is not null)
            stage.Event(at + TimeSpan.FromSeconds(30), $"{conversation.Id}-{turn}-raised", "helpdesk", "case.updated", customer, new { @case = CaseOf(conversation), priority = "high" });
    }

    private static void End(Stage stage, Conversation conversation, CustomerProfile customer, TimeSpan last, bool isOpening)
    {
        var ended = last + stage.Dice.Minutes(2, 6);
        stage.Event(ended, conversation.Id + "-ended", SourceOf(conversation), "conversation.ended", customer, new { conversation = conversation.Id, channel = conversation.Channel });
        stage.Event(ended + stage.Dice.Minutes(isOpening ? 5 : 30, 120), conversation.Id + "-resolved", "helpdesk", "case.resolved", customer, new { @case = CaseOf(conversation), department = "support" });
    }

    private static TimeSpan Pause(Conversation conversation, Dice dice, bool isOpening) =>
        isOpening ? dice.Minutes(3, 7) : conversation.Channel == "chat" ? dice.Minutes(4, 30) : dice.Minutes(15, 80);

    private static string SourceOf(Conversation conversation) => conversation.Company == "airline" ? "airline-chat" : "shop-mail";

    private static string CaseOf(Conversation conversation) => "case-" + conversation.Id;
}
