namespace Baton.Web.SignIn;

/// <summary>What a member of a workspace is, from least to most.</summary>
public enum Role
{
    Viewer,
    HumanAgent,
    Operator,
    Admin,
}
