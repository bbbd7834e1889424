// The console's small client side. Blazor owns the page; these own what must not wait for a round trip.
import { startClocks } from "./clocks.js";
import { startClicks, foldRail } from "./clicks.js";
import { startKeys, listen, bind, showKeys } from "./keys.js";
import { reconnectionHandler } from "./reconnect.js";
import { restoreTyped } from "./typed.js";
import { watch, unwatch } from "./presence.js";
import { recent, forgetRecent, startRecent } from "./recent.js";
import { badge, notice, mayNotify, askNotify, chime, startNotices } from "./notices.js";

window.baton = {
  bind,
  watch,
  unwatch,
  // Called by the layout as soon as its circuit answers.
  ready(layout) {
    listen(layout);
    restoreTyped();
    window.batonTheme.apply();
    document.documentElement.dataset.live = "true";
  },
  focus(selector) { document.querySelector(selector)?.focus(); },
  // Puts a text where the cursor stands in a field, as if it had been typed.
  put(selector, text) {
    const field = document.querySelector(selector);
    if (!field) return;
    field.focus();
    field.setRangeText(text, field.selectionStart, field.selectionEnd, "end");
    field.dispatchEvent(new Event("change", { bubbles: true }));
  },
  foldRail, showKeys, recent, badge, notice, mayNotify, askNotify, chime,
  copy(text) { return navigator.clipboard.writeText(text); },
  signOut() {
    forgetRecent();
    document.querySelector('form[action="/sign-out"]')?.submit();
  },
  // In a list that draws only what one sees, a row far away is not there yet: then the list goes to where it will be.
  revealRow(list, row, place) {
    const found = document.querySelector(row), box = document.querySelector(list);
    if (found) found.scrollIntoView({ block: "nearest" });
    else if (box) box.scrollTop = Math.max(0, place * (box.querySelector("[role=listitem]")?.offsetHeight ?? 0) - box.clientHeight / 2);
  },
  zone() { return Intl.DateTimeFormat().resolvedOptions().timeZone; },
  reveal(selector) { document.querySelector(selector)?.scrollIntoView({ block: "nearest" }); },
};

startClocks();
startClicks();
startKeys();
startRecent();
startNotices();
await Blazor.start({
  ssr: { disableDomPreservation: true },
  // A cut line is told by the bar, once; not by dozens of lines in the browser's console.
  circuit: { reconnectionHandler, configureSignalR: builder => builder.configureLogging("critical") },
});
