using Baton.Core.Handoffs;
using Baton.Engine.Handoffs;
using Baton.Web.Handoffs;
using Bunit;
using Microsoft.Extensions.DependencyInjection;

namespace Baton.Web.Tests.Handoffs.Queues;

public sealed class ServiceClocksTests : BunitContext
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 9, 0, 0, TimeSpan.Zero);

    public ServiceClocksTests() => Services.AddSingleton<TimeProvider>(new Engine.Clocks.AppClock(TimeProvider.System, Now, rate: 0));

    [Fact]
    public void Each_clock_says_what_it_counts_what_is_left_and_how_it_stands()
    {
        var clocks = Render<ServiceClocks>(p => p.Add(c => c.Clocks, (IReadOnlyList<ClockStanding>)
        [
            new(ServiceClock.Claim, Now.AddSeconds(-80), ClockState.Warned),
            new(ServiceClock.Answer, Now.AddMinutes(4), ClockState.Warned),
            new(ServiceClock.Resolution, Now.AddHours(3), ClockState.Paused),
        ])).FindAll(".service-clock");

        Assert.Equal(["take 1:20 over", "answer 4:00", "resolve paused"], clocks.Select(c => string.Join(' ', c.Children.Select(e => e.TextContent))));
        Assert.Equal(["breached", "warned", "paused"], clocks.Select(c => c.ClassList[1]));
        Assert.Contains("that time is over", clocks[0].GetAttribute("title"), StringComparison.Ordinal);
        Assert.Null(clocks[2].GetAttribute("data-due"));
    }

    [Fact]
    public void Without_clocks_nothing_stands_there() => Assert.Equal("", Render<ServiceClocks>(p => p.Add(c => c.Clocks, (IReadOnlyList<ClockStanding>)[])).Markup);

    [Theory]
    [InlineData(59, "0:59")]
    [InlineData(8_100, "2 h 15 min")]
    [InlineData(273_600, "3 d 4 h")]
    public void What_is_left_is_said_as_people_say_it(int seconds, string words) => Assert.Equal(words, ServiceClockWords.Left(TimeSpan.FromSeconds(seconds)));
}
