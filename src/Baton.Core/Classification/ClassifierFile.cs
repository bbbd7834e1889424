using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Baton.Core.Classification;

/// <summary>The stored form of a classifier: labels, how scores become confidence, features with their rarity, and the weights as 16-bit numbers, little-endian.</summary>
internal static class ClassifierFile
{
    private const uint Magic = 0x32435442; // "BTC2"
    private const int MostLabels = 10_000;
    private const int MostFeatures = 10_000_000;

    public static void Write(Stream stream, string[] labels, FeatureSpace space, LinearModel model, Confidences confidences)
    {
        using var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true);
        writer.Write(Magic);
        writer.Write(labels.Length);
        foreach (var label in labels)
            writer.Write(label);

        writer.Write(confidences.Temperature);
        writer.Write(confidences.Stranger);
        writer.Write(confidences.Refusal);
        writer.Write(space.Count);
        WriteAll(writer, space.Features);
        WriteAll(writer, space.Rarity);
        for (var row = 0; row < space.Count; row++)
            WriteWeights(writer, model.Row(row)[..labels.Length]);

        WriteWeights(writer, model.Bias.AsSpan(0, labels.Length));
    }

    public static TextClassifier Read(Stream stream)
    {
        using var reader = new BinaryReader(stream, Encoding.UTF8, leaveOpen: true);
        if (reader.ReadUInt32() != Magic)
            throw new InvalidDataException("This is not a stored text classifier.");

        var labels = new string[Bounded(reader.ReadInt32(), MostLabels)];
        for (var i = 0; i < labels.Length; i++)
            labels[i] = reader.ReadString();

        var confidences = new Confidences(reader.ReadSingle(), reader.ReadInt32(), reader.ReadSingle());
        var count = Bounded(reader.ReadInt32(), MostFeatures);
        var features = ReadAll<uint>(reader, count);
        var rarity = ReadAll<float>(reader, count);
        var model = new LinearModel(count, labels.Length);
        for (var row = 0; row < count; row++)
            ReadWeights(reader, model.Row(row)[..labels.Length]);

        ReadWeights(reader, model.Bias.AsSpan(0, labels.Length));
        return new TextClassifier(labels, new FeatureSpace(features, rarity), model, confidences);
    }

    public static string Fingerprint(string[] labels, FeatureSpace space, LinearModel model, Confidences confidences)
    {
        using var hash = SHA256.Create();
        using (var stream = new CryptoStream(Stream.Null, hash, CryptoStreamMode.Write))
        using (var buffered = new BufferedStream(stream, 1 << 16))
        {
            Write(buffered, labels, space, model, confidences);
        }

        return Convert.ToHexStringLower(hash.Hash!.AsSpan(0, 6));
    }

    private static void WriteAll<T>(BinaryWriter writer, ReadOnlySpan<T> values)
        where T : struct => writer.Write(MemoryMarshal.AsBytes(values));

    private static T[] ReadAll<T>(BinaryReader reader, int count)
        where T : struct
    {
        var values = new T[count];
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
        return values;
    }

    private static void WriteWeights(BinaryWriter writer, ReadOnlySpan<float> weights)
    {
        foreach (var weight in weights)
            writer.Write((Half)weight);
    }

    private static void ReadWeights(BinaryReader reader, Span<float> weights)
    {
        foreach (ref var weight in weights)
            weight = (float)reader.ReadHalf();
    }

    private static int Bounded(int count, int most) =>
        count >= 0 && count <= most ? count : throw new InvalidDataException($"A stored text classifier cannot hold {count} of these.");
}
