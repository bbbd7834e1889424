using System.Net;

namespace Baton.Engine.Outbound;

/// <summary>Lets a request pass that keeps to the bounds, and gives answers an end.</summary>
internal sealed class OutboundHandler(OutboundOptions options, Func<HttpMessageInvoker> connections) : HttpMessageHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.RequestUri is not { IsAbsoluteUri: true, Scheme: "http" or "https" } target) throw new OutboundRefusedException($"Baton did not call {request.RequestUri}: only http and https addresses are called.");
        if (request.Version > HttpVersion.Version20) request.Version = HttpVersion.Version20; // HTTP/3 would connect in a way that is not watched
        request.VersionPolicy = HttpVersionPolicy.RequestVersionOrLower;
        try
        {
            var response = await connections().SendAsync(request, cancellationToken);
            if (response.Content.Headers.ContentLength > options.LongestAnswer)
            {
                response.Dispose();
                throw LimitedStream.TooLong(target.Host, options.LongestAnswer);
            }

            response.Content = new LimitedContent(response.Content, target.Host, options.LongestAnswer);
            return response;
        }
        catch (HttpRequestException e) when (e.InnerException is OutboundRefusedException refused)
        {
            throw new OutboundRefusedException(refused.Message);
        }
    }
}
