using System.Text.Json;
using Baton.Core.Events;
using Baton.Core.Policies;
using Baton.Engine.Pipeline;

namespace Baton.Web.Events;

/// <summary>The attributes and data of one CloudEvent as they were sent, whatever way it was sent; checked and turned into an input.</summary>
internal sealed class CloudEvent(string pointer, List<Fault> faults)
{
    private readonly Dictionary<string, object> _extensions = new(StringComparer.Ordinal);
    private string? _specversion;
    private string? _id;
    private string? _source;
    private string? _type;
    private string? _subject;
    private string? _time;
    private string? _contentType;
    private string? _schema;

    /// <summary>The data; undefined when there is none, or when it is kept as base64.</summary>
    public JsonElement Data { get; set; }

    /// <summary>Data that is neither JSON nor text.</summary>
    public string? Base64 { get; set; }

    /// <summary>Takes one attribute by its name.</summary>
    public void Set(string name, object value)
    {
        switch (name)
        {
            case "specversion": _specversion = Text(name, value); break;
            case "id": _id = Text(name, value); break;
            case "source": _source = Text(name, value); break;
            case "type": _type = Text(name, value); break;
            case "subject": _subject = Text(name, value); break;
            case "time": _time = Text(name, value); break;
            case "datacontenttype": _contentType = Text(name, value); break;
            case "dataschema": _schema = Text(name, value); break;
            case var own when Engine.Timeline.LogEvents.IsOwn(own): Wrong(name, "This name is Baton's own."); break;
            default: Extend(name, value); break;
        }
    }

    public void Wrong(string name, string detail) => faults.Add(new Fault($"{pointer}/{name}", detail));

    /// <summary>The event as an input; null when it has faults, which were noted.</summary>
    public Input? ToInput()
    {
        var before = faults.Count;
        Require("specversion", _specversion);
        if (_specversion is not (null or "1.0")) Wrong("specversion", $"'{_specversion}' is not a version that Baton reads; it is 1.0.");
        Require("id", _id);
        Require("source", _source);
        Require("type", _type);
        if (_type?.StartsWith(EventTypes.Reserved, StringComparison.OrdinalIgnoreCase) == true) Wrong("type", $"Types that begin with '{EventTypes.Reserved}' are Baton's own and cannot be sent.");
        if (_source?.StartsWith("baton/", StringComparison.OrdinalIgnoreCase) == true) Wrong("source", "Sources that begin with 'baton/' are Baton's own.");
        if (_source is not null && !IsUriReference(_source)) Wrong("source", $"'{_source}' is no URI reference; blanks and the like must be percent-encoded.");
        if (_schema is not null && !(IsUriReference(_schema) && Uri.TryCreate(_schema, UriKind.Absolute, out _))) Wrong("dataschema", $"'{_schema}' is no absolute URI.");
        DateTimeOffset time = default;
        if (_time is not null && !EventTime.TryParse(_time, out time)) Wrong("time", $"'{_time}' is no RFC 3339 time, for example 2026-11-23T09:00:00Z.");
        var addresses = CustomerNames.Read(_subject, Data, this);
        if (faults.Count > before) return null;
        return new Input
        {
            Source = _source!,
            Id = _id!,
            Type = _type!,
            Subject = _subject,
            Time = _time is null ? null : time,
            Actor = Actor.Channel(_source!),
            Data = Data,
            Attributes = Attributes(),
            Addresses = addresses,
        };
    }

    /// <summary>The member under which the log keeps data that is neither JSON nor text.</summary>
    public const string Base64Member = "data_base64";

    private void Require(string name, string? value)
    {
        if (value is null && !faults.Exists(f => f.Pointer == $"{pointer}/{name}")) Wrong(name, $"'{name}' is missing.");
    }

    private string? Text(string name, object value)
    {
        if (value is not string text) Wrong(name, $"'{name}' must be a text.");
        else if (text.Length is 0 or > 1024 || text.Any(char.IsControl)) Wrong(name, $"'{name}' must be a text of 1 to 1024 characters, without control characters.");
        else return text;
        return null;
    }

    private void Extend(string name, object value)
    {
        if (!name.All(c => c is >= 'a' and <= 'z' or >= '0' and <= '9')) Wrong(name, $"'{name}' is no name of an attribute: lower-case letters and digits only.");
        else if (name.Length > 100) Wrong(name, "Names of attributes have at most 100 characters.");
        else if (value is string { Length: > 4096 }) Wrong(name, $"'{name}' is longer than 4096 characters.");
        else _extensions[name] = value;
    }

    // What RFC 3986 leaves out everywhere; the framework's own check takes "/path" for a file here and for a fault there.
    private static bool IsUriReference(string text) => !text.Any(c => c is <= ' ' or '"' or '<' or '>' or '\\' or '^' or '`' or '{' or '|' or '}' or '\u007f');

    private string? Attributes()
    {
        if (_contentType is not null) _extensions["datacontenttype"] = _contentType;
        if (_schema is not null) _extensions["dataschema"] = _schema;
        if (Base64 is not null) _extensions[Base64Member] = Base64;
        return _extensions.Count == 0 ? null : JsonSerializer.Serialize(_extensions);
    }
}
