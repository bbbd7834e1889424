namespace Baton.Core.Arbitration;

/// <summary>The last event that started a cooldown for a customer.</summary>
/// <param name="Rule">The cooldown's id.</param>
/// <param name="At">When the event happened, UTC.</param>
/// <param name="Seq">The event's place in the log.</param>
/// <param name="What">The event in words, for example <c>Support closed a case</c>.</param>
public sealed record Mark(string Rule, DateTimeOffset At, long Seq, string What);

/// <summary>A hold that blocks something now.</summary>
/// <param name="Rule">The hold's id.</param>
/// <param name="Since">When Baton first saw its condition true, UTC.</param>
public sealed record HoldInForce(string Rule, DateTimeOffset Since);
