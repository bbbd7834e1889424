using Baton.Engine.Demo.Corpus;

namespace Baton.Browser.Tests.Agents.Journey;

/// <summary>A message of the demo's conversations, as it is sent.</summary>
/// <param name="Customer">A reference to who writes it.</param>
/// <param name="Channel">Where.</param>
/// <param name="Text">What.</param>
internal sealed record Mail(string Customer, string Channel, string Text)
{
    /// <summary>How customers' conversations with a company of the demo began, each of another customer.</summary>
    public static IEnumerable<Mail> To(string company) => CorpusReader.Shared.Conversations
        .Where(conversation => conversation.Company == company)
        .DistinctBy(conversation => conversation.CustomerKey)
        .Select(conversation => new Mail(
            "email:" + CorpusReader.Shared.Customers[conversation.CustomerKey].Email,
            company,
            conversation.Turns.First(turn => turn.Speaker == Speaker.Customer).Text));
}
