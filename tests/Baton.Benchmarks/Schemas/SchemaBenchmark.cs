using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Baton.Core.Policies;
using Baton.Core.Schemas;

namespace Baton.Benchmarks.Schemas;

/// <summary>How long it takes to read a contract of twenty fields, and to hold an answer that keeps it, and one that breaks it, against it.</summary>
internal static class SchemaBenchmark
{
    private const int Fields = 20;

    public static int Run(int times)
    {
        var (document, kept) = (Element(Contract()), Element(Answer()));
        var broken = Answer();
        (broken["text0"], broken["amount1"], broken["label2"], broken["colour"]) = (7, -1, "rant", "red");
        var wrong = Element(broken);
        var schema = Read(document);
        Console.WriteLine(new JsonObject
        {
            ["fields"] = Fields,
            ["times"] = times,
            ["readMicroseconds"] = Measure(times / 50, () => Read(document)),
            ["keptMicroseconds"] = Measure(times, () => schema.Validate(kept)),
            ["brokenMicroseconds"] = Measure(times, () => schema.Validate(wrong)),
            ["faults"] = schema.Validate(wrong).Count,
        }.ToJsonString());
        return 0;
    }

    private static double Measure(int times, Action once)
    {
        for (var i = 0; i < times / 5; i++) once();
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < times; i++) once();
        return Math.Round(Stopwatch.GetElapsedTime(start).TotalMicroseconds / times, 2);
    }

    private static JsonSchema Read(JsonElement document) => JsonSchema.Read(document, new List<Fault>()) ?? throw new InvalidOperationException("The contract cannot be read.");

    private static JsonObject Contract()
    {
        var (properties, required) = (new JsonObject(), new JsonArray());
        for (var i = 0; i < Fields; i++)
        {
            var (name, form) = Field(i);
            properties[name] = form;
            if (i % 2 == 0) required.Add(name);
        }

        return new JsonObject { ["type"] = "object", ["properties"] = properties, ["required"] = required, ["additionalProperties"] = false };
    }

    private static (string Name, JsonObject Form) Field(int i) => (i % 5) switch
    {
        0 => ($"text{i}", new JsonObject { ["type"] = "string", ["minLength"] = 1, ["maxLength"] = 500 }),
        1 => ($"amount{i}", new JsonObject { ["type"] = "number", ["minimum"] = 0, ["multipleOf"] = 0.01 }),
        2 => ($"label{i}", new JsonObject { ["enum"] = new JsonArray("refund", "question", "complaint", "praise") }),
        3 => ($"order{i}", new JsonObject { ["type"] = "string", ["pattern"] = "^[A-Z]-[0-9]{1,8}$" }),
        _ => ($"lines{i}", new JsonObject { ["type"] = "array", ["items"] = new JsonObject { ["anyOf"] = new JsonArray(new JsonObject { ["type"] = "string" }, new JsonObject { ["type"] = "null" }) } }),
    };

    private static JsonObject Answer()
    {
        var answer = new JsonObject();
        for (var i = 0; i < Fields; i++)
        {
            answer[Field(i).Name] = (i % 5) switch
            {
                0 => "The parcel was left with a neighbour, who has gone on holiday.",
                1 => 12.35,
                2 => "complaint",
                3 => "A-123456",
                _ => new JsonArray("one", null, "three"),
            };
        }

        return answer;
    }

    private static JsonElement Element(JsonObject json) => JsonElement.Parse(json.ToJsonString());
}
