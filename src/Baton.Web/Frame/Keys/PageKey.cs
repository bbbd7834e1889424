namespace Baton.Web.Frame.Keys;

/// <summary>A key that the page answers: what is pressed, what the help says it does, and what it does.</summary>
/// <param name="Key">As the browser names it: "j", "Enter", "ArrowDown". Not g, ? or Escape, which are the frame's.</param>
/// <param name="Does">In a few words, for the help: "Claim the case".</param>
/// <param name="Press">Called on the page's renderer.</param>
/// <param name="Right">Who is offered it by Ctrl-K; null for everybody who sees the page. What it does asks again.</param>
public sealed record PageKey(string Key, string Does, Func<Task> Press, string? Right = null);
