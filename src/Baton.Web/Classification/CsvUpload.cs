using System.Globalization;
using Baton.Core.Events;
using Baton.Engine.Classification;
using Baton.Web.SignIn;
using Microsoft.AspNetCore.Components.Forms;

namespace Baton.Web.Classification;

/// <summary>Takes a file that a person chose into a model's examples.</summary>
internal static class CsvUpload
{
    /// <summary>Adds the rows of the file, and says in words how many.</summary>
    /// <exception cref="IOException">The file is too large, or the connection broke.</exception>
    /// <exception cref="Problems.ProblemException">It cannot be read.</exception>
    /// <exception cref="ModelLimitException">There would be too many examples.</exception>
    public static async Task<string> AddAsync(IBrowserFile file, ModelExamples examples, Viewer viewer, string model)
    {
        using var bytes = new MemoryStream();
        await using (var stream = file.OpenReadStream(ExamplesBody.Limit)) await stream.CopyToAsync(bytes);
        var added = await examples.AddAsync(viewer.Workspace, model, ExamplesBody.OfCheckedCsv(bytes.ToArray()), ModelExamples.Import, Actor.Person(viewer.Email));
        return string.Create(CultureInfo.InvariantCulture, $"{added.Added:N0} examples were added, {added.Changed:N0} got another label, {added.Same:N0} were there already.");
    }
}
