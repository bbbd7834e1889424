using Baton.Core.Arbitration;
using Baton.Core.Events;
using Baton.Core.Handoffs;
using Baton.Engine.Channels;
using Baton.Engine.Storage.Journaling;
using Baton.Web.SignIn;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;

namespace Baton.Web.Handoffs;

/// <summary>What the person says to the customer of the open case while it stays open.</summary>
public sealed partial class HandoffsPage
{
    [Inject] private ReplyDesk Replies { get; set; } = null!;
    [Inject] private AttachmentDesk Attachments { get; set; } = null!;

    private async Task SayAsync()
    {
        var (writing, whose) = (_writing!, Whose);
        var reply = new Reply(writing.Text.Trim()) { Attachments = [.. writing.Files.Select(file => file.Id)] };
        Replied? replied = null;
        if (!writing.HasText || !await ActAsync(async id => (replied = await Replies.ReplyAsync(Viewer.Workspace, id, Viewer.Email, reply)).Turn)) return;
        if (replied?.Ruling is { Verdict: not (Verdict.Allow or Verdict.Delay) } no)
        {
            _told = no.WouldUnlock is { } unlock ? $"It was not sent: {no.Reason} {unlock}" : $"It was not sent: {no.Reason}";
            return;
        }

        writing.Clear();
        _toasts.Tell(replied?.Ruling is { Verdict: Verdict.Delay } later ? $"To {whose}, as soon as it may: {later.Reason}" : $"Sent to {whose}. The case is still yours.");
        StateHasChanged();
    }

    private async Task AttachAsync(IReadOnlyList<IBrowserFile> files)
    {
        if (_isBusy || Id is not { } id || IsOther || !Viewer.Can(Rights.Handle)) return;
        var writing = _writing!;
        (_isBusy, _told) = (true, null);
        try
        {
            foreach (var file in files)
            {
                if ((writing.Files.Count == AttachmentDesk.Most ? $"{file.Name} was left out: an answer has at most {AttachmentDesk.Most} files."
                    : file.Size is 0 or > AttachmentDesk.Largest ? $"{file.Name} was left out: a file has 1 byte to {StoryFile.InWords(AttachmentDesk.Largest)}." : null) is { } why)
                {
                    _told = why;
                    continue;
                }

                using var content = new MemoryStream();
                await using var stream = file.OpenReadStream(AttachmentDesk.Largest);
                await stream.CopyToAsync(content);
                writing.Files.Add(await Attachments.PutAsync(Viewer.Workspace, HandoffId.CustomerOf(id), file.Name, file.ContentType, content.ToArray(), Actor.Person(Viewer.Email)));
            }
        }
        catch (Exception fault) when (fault is IOException or JournalException)
        {
            _told = "The file could not be kept. Try again in a moment.";
        }
        finally
        {
            _isBusy = false;
            StateHasChanged();
        }
    }
}
