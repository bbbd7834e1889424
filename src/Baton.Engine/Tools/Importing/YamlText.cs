using System.Buffers;
using System.Globalization;
using System.Text.Json;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Baton.Engine.Tools.Importing;

/// <summary>Reads YAML as JSON. Aliases are refused, since a few lines of them can stand for billions of values.</summary>
public static class YamlText
{
    private const int MostDepth = 60;

    /// <summary>The document as JSON.</summary>
    /// <exception cref="JsonException">It cannot be read; the message says where and why.</exception>
    public static JsonElement Read(string text)
    {
        var buffer = new ArrayBufferWriter<byte>(text.Length + 256);
        try
        {
            var parser = new Parser(new StringReader(text));
            parser.Consume<StreamStart>();
            if (!parser.Accept<DocumentStart>(out _)) throw new JsonException("The document is empty.");
            parser.Consume<DocumentStart>();
            using (var json = new Utf8JsonWriter(buffer)) Write(parser, json);
            parser.Consume<DocumentEnd>();
            return JsonElement.Parse(buffer.WrittenSpan, new JsonDocumentOptions { MaxDepth = 64, AllowDuplicateProperties = false });
        }
        catch (YamlException fault)
        {
            throw new JsonException(string.Create(CultureInfo.InvariantCulture, $"Line {fault.Start.Line}: {fault.Message}"), fault);
        }
    }

    // Not by recursion: how deep a hostile document goes is its own affair.
    private static void Write(Parser parser, Utf8JsonWriter json)
    {
        var open = new Stack<(bool IsMap, bool AtKey)>();
        do
        {
            var atKey = open.TryPeek(out var within) && within is { IsMap: true, AtKey: true };
            switch (parser.Current)
            {
                case AnchorAlias alias: throw new YamlException(alias.Start, alias.End, $"*{alias.Value} is an alias, which is not read here. Write out what it stands for.");
                case Scalar key when atKey:
                    json.WritePropertyName(key.Value);
                    open.Pop();
                    open.Push((true, false));
                    continue;
                case MappingEnd: End(json, open, isMap: true); continue;
                case SequenceEnd: End(json, open, isMap: false); continue;
                case { } other when atKey: throw new YamlException(other.Start, other.End, "The name of a member must be a text.");
            }

            // Whatever comes now is a value; in a map the next thing is a name again.
            if (within.IsMap && open.Count > 0)
            {
                open.Pop();
                open.Push((true, true));
            }

            switch (parser.Current)
            {
                case Scalar value: Value(json, value); break;
                case MappingStart or SequenceStart when open.Count >= MostDepth: throw new YamlException(parser.Current.Start, parser.Current.End, $"It is nested more than {MostDepth} deep.");
                case MappingStart:
                    json.WriteStartObject();
                    open.Push((true, true));
                    break;
                case SequenceStart:
                    json.WriteStartArray();
                    open.Push((false, false));
                    break;
            }
        }
        while (parser.MoveNext() && open.Count > 0);
    }

    private static void End(Utf8JsonWriter json, Stack<(bool IsMap, bool AtKey)> open, bool isMap)
    {
        if (isMap) json.WriteEndObject();
        else json.WriteEndArray();
        open.Pop();
    }

    // YAML 1.2's core schema: what is quoted is text.
    private static void Value(Utf8JsonWriter json, Scalar scalar)
    {
        var text = scalar.Value;
        if (scalar.Style != ScalarStyle.Plain) json.WriteStringValue(text);
        else if (text is "" or "~" or "null" or "Null" or "NULL") json.WriteNullValue();
        else if (text is "true" or "True" or "TRUE") json.WriteBooleanValue(true);
        else if (text is "false" or "False" or "FALSE") json.WriteBooleanValue(false);
        else if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole)) json.WriteNumberValue(whole);
        else if (char.IsAsciiDigit(text[^1]) && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)) json.WriteNumberValue(number);
        else json.WriteStringValue(text);
    }
}
