using System.Text.Json.Serialization;
using Baton.Core.Timeline;

namespace Baton.Core.Messages;

/// <summary>Where a message from agent to agent stands.</summary>
[JsonConverter(typeof(WordJson<MessageStatus>))]
public enum MessageStatus
{
    /// <summary>It waits for its recipient. Once the recipient has begun with it, readers are told that it is delivered.</summary>
    Queued,

    /// <summary>Its recipient has it, or somebody who took over from them.</summary>
    Delivered,

    /// <summary>The recipient, or a person in its place, gave the answer.</summary>
    Answered,

    /// <summary>It reached nobody, or nobody could answer it. A person may still do so.</summary>
    Failed,

    /// <summary>Its time was over before it was answered.</summary>
    Expired,
}
