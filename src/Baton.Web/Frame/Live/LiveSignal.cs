using Baton.Engine.Storage.Journaling;

namespace Baton.Web.Frame.Live;

/// <summary>Every commit of the journal is a signal: what is on disk is what screens read.</summary>
internal sealed class LiveSignal(Journal journal) : ILiveSignal
{
    public IDisposable Subscribe(Action changed) => new Subscription(journal, changed);

    private sealed class Subscription : IDisposable
    {
        private readonly Journal _journal;
        private readonly Action _changed;

        public Subscription(Journal journal, Action changed)
        {
            (_journal, _changed) = (journal, changed);
            _journal.Committed += Hear;
        }

        public void Dispose() => _journal.Committed -= Hear;

        private void Hear(CommittedBatch batch) => _changed();
    }
}
