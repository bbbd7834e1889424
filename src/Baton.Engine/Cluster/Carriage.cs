using Baton.Engine.Pipeline;
using Microsoft.Extensions.Logging;

namespace Baton.Engine.Cluster;

/// <summary>
/// Carries inputs over the network; and through the database to a node that does not answer there, though it tells the database that it lives: then
/// only the network between the two is gone, and neither is taken over.
/// </summary>
internal sealed class Carriage(ICourier network, Parcels parcels, Reach reach, ILogger<Carriage> logger) : ICourier
{
    public async Task<IReadOnlyList<Carried>> CarryAsync(Node node, string workspace, IReadOnlyList<Input> inputs, CancellationToken cancel)
    {
        if (!reach.IsWorthTrying(node.Id)) return await parcels.SendAsync(node, workspace, inputs, cancel);
        try
        {
            var carried = await network.CarryAsync(node, workspace, inputs, cancel);
            NoteReached(node);
            return carried;
        }
        catch (LaneElsewhereException)
        {
            NoteReached(node); // it said so
            throw;
        }
        catch (UnreachedException unreached)
        {
            NoteLost(node, unreached);
            return await parcels.SendAsync(node, workspace, inputs, cancel);
        }
        catch (CarryException silent) when (silent is { Answered: false })
        {
            NoteLost(node, silent); // whether it has taken them is for who tries again to find out
            throw;
        }
    }

    private void NoteLost(Node node, Exception why)
    {
        if (reach.NoteLost(node.Id)) logger.LogWarning("Node {Node} ({Name}) cannot be reached over the network ({Why}); what is for it goes through the database", node.Id, node.Name, why.Message);
    }

    private void NoteReached(Node node)
    {
        if (reach.NoteReached(node.Id)) logger.LogWarning("Node {Node} ({Name}) is reached again over the network", node.Id, node.Name);
    }
}
