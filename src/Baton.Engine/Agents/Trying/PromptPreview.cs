using Baton.Core.Events;

namespace Baton.Engine.Agents.Trying;

/// <summary>What a language model would be told of something that happened.</summary>
/// <param name="Trigger">What happened.</param>
/// <param name="System">The instructions with their values, and the rules of the house.</param>
/// <param name="User">The briefing.</param>
/// <param name="Remark">What the instructions name and the briefing lacks; null when nothing.</param>
public sealed record PromptPreview(Event Trigger, string System, string User, string? Remark);
