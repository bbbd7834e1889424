namespace Baton.Web.Frame;

/// <summary>A component that a feature puts into the top bar, for example the demo's clock. Registered as a singleton.</summary>
/// <param name="Component">A component without required parameters.</param>
public sealed record TopBarPiece(Type Component);
