namespace Baton.Engine.Storage.Journaling;

/// <summary>Writes a page and changes nothing.</summary>
internal sealed class Probe : Write
{
    private static readonly string Sql = "UPDATE ChainStart SET Seq = Seq";

    public override void Run(Connection connection) => connection[Sql].Run();
}
