// Relative times and bars that run out, once a second, by the app's clock (the demo's runs faster than ours).
// Texts are changed in place, in the node that Blazor made, so that both can go on writing to it.

const exact = new Intl.DateTimeFormat(undefined, { dateStyle: "full", timeStyle: "long" });
const day = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short", year: "numeric" });
let seen = "", from = 0, since = 0, rate = 1;

function appNow() {
  const clock = document.getElementById("app-clock");
  if (!clock) return Date.now();
  if (clock.dataset.now !== seen) {
    seen = clock.dataset.now;
    from = Number(seen);
    rate = Number(clock.dataset.rate) || 0;
    since = performance.now();
  }
  return from + (performance.now() - since) * rate;
}

function words(ms) {
  const size = Math.abs(ms) / 1000;
  const amount = size < 60 ? `${Math.floor(size)} s` : size < 3600 ? `${Math.floor(size / 60)} min` : size < 259200 ? `${Math.floor(size / 3600)} h` : `${Math.floor(size / 86400)} d`;
  // Between two ticks a fast clock goes on: what came in meanwhile is not ahead of its time.
  return size < 2 || (ms > 0 && ms < 1500 * rate) ? "now" : ms < 0 ? `${amount} ago` : `in ${amount}`;
}

// How long since a moment, to the second, as Look/TimeWords.Running says it.
function running(ms) {
  const s = Math.max(0, Math.floor(ms / 1000)), two = n => String(n).padStart(2, "0");
  if (s >= 86400) return `${Math.floor(s / 86400)} d ${Math.floor(s % 86400 / 3600)} h`;
  return s < 3600 ? `${Math.floor(s / 60)}:${two(s % 60)}` : `${Math.floor(s / 3600)}:${two(Math.floor(s % 3600 / 60))}:${two(s % 60)}`;
}

function tick() {
  if (document.hidden) return;
  const now = appNow();
  for (const time of document.querySelectorAll("time.rel")) {
    const at = Date.parse(time.dateTime);
    const text = Math.abs(at - now) < 30 * 86400e3 ? words(at - now) : day.format(at);
    if (time.firstChild && time.firstChild.nodeValue !== text) time.firstChild.nodeValue = text;
    if (time.dataset.for !== time.dateTime) {
      time.dataset.for = time.dateTime;
      time.title = exact.format(at);
    }
  }
  for (const time of document.querySelectorAll("time[data-since]")) {
    const text = running(now - Number(time.dataset.since));
    if (time.firstChild && time.firstChild.nodeValue !== text) time.firstChild.nodeValue = text;
  }
  for (const bar of document.querySelectorAll("[data-until]")) {
    const start = Number(bar.dataset.from), end = Number(bar.dataset.until);
    const left = end > start ? Math.min(1, Math.max(0, (end - now) / (end - start))) : 0;
    bar.style.setProperty("--left", left.toFixed(4));
    if ("seconds" in bar.dataset) bar.dataset.seconds = Math.max(0, Math.ceil((end - now) / 1000 / Math.max(1, rate)));
  }
  for (const clock of document.querySelectorAll(".service-clock[data-due]")) {
    const left = Number(clock.dataset.due) - now, shown = clock.querySelector(".left")?.firstChild, text = countdown(left);
    if (shown && shown.nodeValue !== text) shown.nodeValue = text;
    clock.toggleAttribute("data-over", left < 0);
  }
}

// What is left of a promised time, or over, as Handoffs/ServiceClockWords.Left says it.
function countdown(ms) {
  const s = Math.floor(Math.abs(ms) / 1000);
  const text = s < 3600 ? `${Math.floor(s / 60)}:${String(s % 60).padStart(2, "0")}` : s < 86400 ? `${Math.floor(s / 3600)} h ${Math.floor(s % 3600 / 60)} min` : `${Math.floor(s / 86400)} d ${Math.floor(s % 86400 / 3600)} h`;
  return ms < 0 ? text + " over" : text;
}

export function startClocks() {
  setInterval(tick, 1000);
  document.addEventListener("visibilitychange", tick);
  tick();
}
