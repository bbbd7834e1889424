namespace Baton.Engine.Jobs.Upkeep;

/// <summary>The ledger does not balance; the message says how.</summary>
public sealed class LedgerException(string message) : Exception(message);
