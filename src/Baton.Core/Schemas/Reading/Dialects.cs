namespace Baton.Core.Schemas.Reading;

/// <summary>The drafts of JSON Schema that a <c>$schema</c> may name. Older ones are read where their words mean the same; <see cref="SchemaWords"/> knows those that do not.</summary>
internal static class Dialects
{
    public const string Current = "https://json-schema.org/draft/2020-12/schema";

    /// <summary>Why a dialect cannot be read.</summary>
    public static string? WhyNot(string dialect) => Plain(dialect) is Current or "https://json-schema.org/draft/2019-09/schema" || IgnoresBesideRef(dialect)
        ? null : $"Schemas of {dialect.Shorten()} cannot be read. Baton reads {Current}; without '$schema' that is meant.";

    /// <summary>Whether it is a draft in which whatever stands beside a <c>$ref</c> is passed over.</summary>
    public static bool IgnoresBesideRef(string dialect) => Plain(dialect) is "http://json-schema.org/draft-07/schema" or "http://json-schema.org/draft-06/schema";

    private static string Plain(string dialect) => dialect.TrimEnd('#');
}
