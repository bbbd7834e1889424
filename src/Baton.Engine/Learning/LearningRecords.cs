using Baton.Core.Events;
using Baton.Engine.Clocks;
using Baton.Engine.Storage.Journaling;
using Baton.Engine.Storage.Rows;

namespace Baton.Engine.Learning;

/// <summary>How models learn, and how suggestions were answered, as rows.</summary>
internal static class LearningRecords
{
    public static void Write(WriteUnit unit, string workspace, Event e)
    {
        if (e.Type == EventTypes.ModelLearning)
        {
            unit.Put(new SettingRow { Workspace = workspace, Name = LearningTerms.SettingOf(e.Data.Text("model")!), Value = LearningTerms.Of(e).Write() });
            return;
        }

        unit.Answer(new SuggestionRow
        {
            Workspace = workspace,
            Id = e.Data.Text("suggestion")!,
            Status = e.Type == EventTypes.SuggestionAccepted ? SuggestionStatus.Accepted : SuggestionStatus.Dismissed,
            AnsweredBy = e.Actor.Name,
            AnsweredAt = e.Received.ToUnix(),
            Note = e.Data.Text("note"),
            Kind = "",
            Sentence = "",
            Evidence = 0,
            Body = "",
            Made = 0,
            Updated = 0,
        });
    }
}
