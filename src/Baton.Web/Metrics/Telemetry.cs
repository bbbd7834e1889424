using Baton.Engine.Metrics;
using Baton.Web.Start;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Baton.Web.Metrics;

/// <summary>
/// Sends metrics and the traces of requests, agents, models and tools to an OpenTelemetry collector, when <c>Baton:Telemetry:Endpoint</c> names one. The hosting package
/// cannot be had, so the providers are built here and end with the app.
/// </summary>
internal sealed class Telemetry(StartSettings settings, EngineMeter meter) : IHostedService, IDisposable
{
    private const int Patience = 5_000;

    private MeterProvider? _metrics;
    private TracerProvider? _traces;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (settings.TelemetryEndpoint is not { } endpoint) return Task.CompletedTask;
        var resource = ResourceBuilder.CreateDefault().AddService("baton");
        _metrics = Sdk.CreateMeterProviderBuilder().SetResourceBuilder(resource)
            .AddMeter(meter.Meter.Name, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime")
            .AddOtlpExporter(options => Set(options, endpoint, "v1/metrics")).Build();
        _traces = Sdk.CreateTracerProviderBuilder().SetResourceBuilder(resource)
            .AddSource("Microsoft.AspNetCore", Traces.Name, "System.Net.Http")
            .AddOtlpExporter(options => Set(options, endpoint, "v1/traces")).Build();
        return Task.CompletedTask;
    }

    /// <summary>What was measured last is sent while everything that measures is still there.</summary>
    public Task StopAsync(CancellationToken cancellationToken) => Task.Run(
        () =>
        {
            _metrics?.ForceFlush(Patience);
            _traces?.ForceFlush(Patience);
        },
        cancellationToken);

    public void Dispose()
    {
        _metrics?.Dispose();
        _traces?.Dispose();
    }

    // Over HTTP the exporter takes an endpoint for the whole address and adds no path.
    private static void Set(OtlpExporterOptions options, Uri endpoint, string path)
    {
        options.Protocol = endpoint.Port == 4317 ? OtlpExportProtocol.Grpc : OtlpExportProtocol.HttpProtobuf;
        options.Endpoint = options.Protocol == OtlpExportProtocol.Grpc ? endpoint : new Uri(endpoint.ToString().TrimEnd('/') + "/" + path);
    }
}
