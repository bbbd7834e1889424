namespace Baton.Engine.Agents.Calling.Llm;

/// <summary>How the world outside is reached for a workspace. Both are asked at each call and nothing of it is kept.</summary>
/// <param name="ClientOf">The workspace's client, which reaches only what may be reached.</param>
/// <param name="KeyOf">The value of a credential of the workspace, for that address; throws with a sentence for people.</param>
public sealed record ModelAccess(Func<string, HttpClient> ClientOf, Func<string, string, Uri, string> KeyOf);
