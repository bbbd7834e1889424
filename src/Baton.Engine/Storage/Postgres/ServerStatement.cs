using Npgsql;
using NpgsqlTypes;

namespace Baton.Engine.Storage.Postgres;

/// <summary>A statement on a PostgreSQL server, prepared there when it is first used.</summary>
internal sealed class ServerStatement(ServerConnection connection, string sql) : Statement
{
    private readonly List<NpgsqlParameter> _bound = [];
    private NpgsqlCommand? _command;
    private NpgsqlDataReader? _reader;

    public override Statement Bind(long value) => Add(new NpgsqlParameter<long> { TypedValue = value, NpgsqlDbType = NpgsqlDbType.Bigint });

    public override Statement Bind(bool value) => Add(new NpgsqlParameter<bool> { TypedValue = value, NpgsqlDbType = NpgsqlDbType.Boolean });

    public override Statement Bind(long? value) => value is { } present ? Bind(present) : AddNull(NpgsqlDbType.Bigint);

    public override Statement Bind(double? value) => value is { } present
        ? Add(new NpgsqlParameter<double> { TypedValue = present, NpgsqlDbType = NpgsqlDbType.Double }) : AddNull(NpgsqlDbType.Double);

    public override Statement Bind(string? value) => value is { } present
        ? Add(new NpgsqlParameter<string> { TypedValue = ServerText.Kept(present), NpgsqlDbType = NpgsqlDbType.Text }) : AddNull(NpgsqlDbType.Text);

    public override Statement Bind(ReadOnlySpan<byte> value) => Add(new NpgsqlParameter<byte[]> { TypedValue = value.ToArray(), NpgsqlDbType = NpgsqlDbType.Bytea });

    public override void Run()
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var parameter in _bound) command.Parameters.Add(parameter);
        _bound.Clear();
        connection.Send(command);
    }

    public override bool Next()
    {
        _reader ??= Read();
        return _reader.Read();
    }

    public override void Reset()
    {
        _bound.Clear();
        _reader?.Dispose();
        _reader = null;
    }

    public override long Long(int column) => _reader!.GetInt64(column);

    public override int Int(int column) => _reader!.GetInt32(column);

    public override string Text(int column) => _reader!.GetString(column);

    public override byte[] Bytes(int column) => _reader!.GetFieldValue<byte[]>(column);

    public override ReadOnlySpan<byte> Span(int column) => _reader!.GetFieldValue<byte[]>(column);

    public override CellKind Kind(int column) => IsNull(column) ? CellKind.Null : Type.GetTypeCode(_reader!.GetFieldType(column)) switch
    {
        TypeCode.Int16 or TypeCode.Int32 or TypeCode.Int64 => CellKind.Whole,
        TypeCode.Double or TypeCode.Decimal => CellKind.Fraction,
        TypeCode.String => CellKind.Text,
        _ => CellKind.Bytes,
    };

    public override bool IsNull(int column) => _reader!.IsDBNull(column);

    public override long? LongOrNull(int column) => IsNull(column) ? null : Long(column);

    public override double? DoubleOrNull(int column) => IsNull(column) ? null : _reader!.GetDouble(column);

    public override string? TextOrNull(int column) => IsNull(column) ? null : Text(column);

    public override void Dispose()
    {
        Reset();
        _command?.Dispose();
    }

    private NpgsqlDataReader Read()
    {
        connection.Flush();
        try
        {
            return Ask();
        }
        catch (NpgsqlException lost) when (connection.MayReopen && connection.IsBroken && (lost is not PostgresException || Absence.Is(lost)))
        {
            connection.Reopen();
            return Ask();
        }
    }

    private NpgsqlDataReader Ask()
    {
        _command ??= new NpgsqlCommand(sql, connection.Inner);
        _command.Parameters.Clear();
        foreach (var parameter in _bound) _command.Parameters.Add(parameter);
        if (!_command.IsPrepared) _command.Prepare();
        return _command.ExecuteReader();
    }

    private ServerStatement AddNull(NpgsqlDbType type) => Add(new NpgsqlParameter { Value = DBNull.Value, NpgsqlDbType = type });

    private ServerStatement Add(NpgsqlParameter parameter)
    {
        _bound.Add(parameter);
        return this;
    }
}
