namespace Baton.Core.Events;

/// <summary>The kinds of those who can do something that Baton records.</summary>
public enum ActorKind
{
    /// <summary>A channel or system outside Baton that reported a fact.</summary>
    Channel,

    /// <summary>An agent.</summary>
    Agent,

    /// <summary>A person: an operator, a human agent or an admin.</summary>
    Person,

    /// <summary>Baton itself: a timer that came due, a job, the demo.</summary>
    Baton,
}

/// <summary>Who did it. Written <c>kind:name</c>, for example <c>agent:reply</c>.</summary>
/// <param name="Kind">What sort of actor it is.</param>
/// <param name="Name">Its name: an agent's name, a person's e-mail, a channel's source.</param>
public readonly record struct Actor(ActorKind Kind, string Name)
{
    /// <summary>Baton itself.</summary>
    public static Actor Baton { get; } = new(ActorKind.Baton, "baton");

    /// <summary>The agent of that name.</summary>
    public static Actor Agent(string name) => new(ActorKind.Agent, name);

    /// <summary>The person with that e-mail address.</summary>
    public static Actor Person(string email) => new(ActorKind.Person, email);

    /// <summary>The channel with that CloudEvents source.</summary>
    public static Actor Channel(string source) => new(ActorKind.Channel, source);

    /// <summary>Reads what <see cref="ToString"/> wrote; anything else is taken as a channel's name.</summary>
    public static Actor Parse(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var name = text[(colon + 1)..];
        return (colon < 0 ? text : text[..colon]) switch
        {
            "agent" => Agent(name),
            "person" => Person(name),
            "baton" => Baton,
            "channel" => Channel(name),
            _ => Channel(text),
        };
    }

    /// <inheritdoc/>
    public override string ToString() => Kind switch
    {
        ActorKind.Agent => "agent:" + Name,
        ActorKind.Person => "person:" + Name,
        ActorKind.Baton => "baton",
        _ => "channel:" + Name,
    };
}
