using System.Threading.Channels;
using Baton.Engine.Live;
using Baton.Engine.Storage.Journaling;
using Baton.Engine.Storage.Rows;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Baton.Engine.Demo;

/// <summary>Sends what people answer in handoffs through the demo's channel, so that it stands in the conversation.</summary>
internal sealed class DemoAnswers(LiveFeed feed, DemoChannel channel, ILogger<DemoAnswers> logger) : BackgroundService
{
    private readonly Channel<HandoffRow> _answers = Channel.CreateUnbounded<HandoffRow>();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var subscription = feed.Subscribe(Notice);
        await foreach (var handoff in _answers.Reader.ReadAllAsync(stoppingToken))
        {
            try
            {
                await channel.AnswerAsync(handoff, stoppingToken);
            }
            catch (JournalException e)
            {
                logger.LogWarning(e, "The answer to {Handoff} could not be sent", handoff.Id);
            }
        }
    }

    private void Notice(CommittedBatch batch)
    {
        foreach (var handoff in batch.Rows<HandoffRow>()) if (handoff is { Status: "resolved", Answer.Length: > 0, Customer: not null }) _answers.Writer.TryWrite(handoff);
    }
}
