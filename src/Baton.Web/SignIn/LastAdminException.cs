namespace Baton.Web.SignIn;

/// <summary>The change would leave a workspace without an admin; nothing was changed. The message is for people.</summary>
public sealed class LastAdminException(string name) : Exception($"{name} is the only admin of this workspace, and somebody must be: make another member an admin first.");
