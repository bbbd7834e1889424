using Baton.Web.Keys;
using Baton.Web.Problems;
using Microsoft.OpenApi;

namespace Baton.Web.Health;

/// <summary>The API's description of itself at <c>/openapi/v1.json</c>.</summary>
internal static class ApiDocument
{
    private const string Scheme = "key";

    public static void AddApiDocument(this IServiceCollection services) => services.AddOpenApi("v1", options =>
    {
        options.ShouldInclude = description => description.RelativePath is { } path && (path.StartsWith("api/", StringComparison.Ordinal) || path.StartsWith("healthz/", StringComparison.Ordinal));
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo { Title = "Baton", Version = "1", Description = "Coordinates a business's AI agents: who handles what, who may contact a customer and when, and when a person takes over." };
            document.Components ??= new OpenApiComponents();
            document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal)
            {
                [Scheme] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "An API key. It belongs to one workspace and has scopes: ingest, act, agent, read, handoff, admin." },
            };
            return Task.CompletedTask;
        });
        options.AddSchemaTransformer(static (schema, _, _) =>
        {
            // What may be null may be left out of what is sent; what is answered always has every member.
            if (schema.Required is { Count: > 0 } required && schema.Properties is { } properties)
                required.ExceptWith(properties.Where(p => p.Value.Type?.HasFlag(JsonSchemaType.Null) == true).Select(p => p.Key).ToList());
            return Task.CompletedTask;
        });
        options.AddOperationTransformer(static async (operation, context, cancel) =>
        {
            foreach (var taken in context.Description.ActionDescriptor.EndpointMetadata.OfType<TakenBody>())
            {
                operation.RequestBody ??= new OpenApiRequestBody { Required = true, Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal) };
                var schema = await context.GetOrCreateSchemaAsync(taken.Type, parameterDescription: null, cancel);
                IOpenApiSchema named = schema;
                if (taken.Type is { IsGenericType: false } and not { FullName: "System.Object" } && context.Document?.AddComponent(taken.Type.Name, schema) is not null) named = new OpenApiSchemaReference(taken.Type.Name, context.Document);
                foreach (var type in taken.ContentTypes) operation.RequestBody.Content![type] = new OpenApiMediaType { Schema = named };
            }
        });
        options.AddOperationTransformer((operation, context, _) =>
        {
            if (context.Description.ActionDescriptor.EndpointMetadata.OfType<NeededScopes>().LastOrDefault() is not { } needed) return Task.CompletedTask;
            operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Scheme, context.Document)] = [] }];
            operation.Description = $"Scope: {string.Join(" or ", needed.AnyOf)}.";
            return Task.CompletedTask;
        });
    });

    public static void MapApiDocument(this IEndpointRouteBuilder app) => app.MapOpenApi("/openapi/{documentName}.json").AllowAnonymous();
}
