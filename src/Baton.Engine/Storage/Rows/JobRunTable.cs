using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Baton.Engine.Storage.Rows;

internal sealed class JobRunTable : IEntityTypeConfiguration<JobRunRow>
{
    public static readonly string Insert = Sql.Insert("JobRun", "Job, Started, Milliseconds, Failed, Result, Person");

    /// <summary>Forgets all runs of a job but the last so many.</summary>
    public static readonly string KeepLast =
        "DELETE FROM JobRun WHERE Job = ?1 AND Id <= (SELECT Id FROM JobRun WHERE Job = ?1 ORDER BY Id DESC LIMIT 1 OFFSET ?2)";

    public static void Bind(Statement statement, JobRunRow row) => statement
        .Bind(row.Job).Bind(row.Started).Bind(row.Milliseconds).Bind(row.Failed).Bind(row.Result).Bind(row.Person);

    public void Configure(EntityTypeBuilder<JobRunRow> builder)
    {
        builder.ToTable("JobRun");
        builder.HasKey(row => row.Id);
    }
}
