using Baton.Engine.Demo.Corpus;

namespace Baton.Engine.Demo.Script;

/// <summary>Other systems have bad days too: now and then something comes in that nobody can interpret. It is kept and shown to a person.</summary>
internal static class MishapScene
{
    private const int EveryMinutes = 540;

    public static void Play(Stage stage)
    {
        var customers = stage.Writers;
        var number = 0;
        for (var at = TimeSpan.FromMinutes(13); at < DemoScript.Length; at += TimeSpan.FromMinutes(EveryMinutes))
        {
            var customer = stage.Dice.Pick(customers).Customer;
            Happen(stage, at + stage.Dice.Minutes(0, 10), number++, customer);
        }
    }

    private static void Happen(Stage stage, TimeSpan at, int number, CustomerProfile customer)
    {
        var id = $"mishap-{number}";
        switch (number % 4)
        {
            case 0: // a voice message whose transcription failed
                stage.Event(at, id, "phone", "message.received", customer, new { channel = "phone", recording = "rec-20417.wav", transcript = (string?)null });
                break;
            case 1: // the form was sent without its choices
                stage.Event(at, id, "preference-center", "consent.changed", customer, new { form = "newsletter" });
                break;
            case 2: // a mail whose body was lost, from nobody we can name
                stage.Event(at, id, "shop-mail", "message.received", null, new { channel = "email", subject = "Re: Re: your order", attachments = 3 });
                break;
            default: // attributes came as one text
                stage.Event(at, id, "crm", "customer.updated", customer, new { attributes = "tier=gold;city=Denver" });
                break;
        }
    }
}
