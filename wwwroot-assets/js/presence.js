// Says that the person at an open case is really there: they move, read or type, and the page is in sight.
const signs = ["pointermove", "pointerdown", "keydown", "wheel", "scroll"];
const pause = 5000;
let watcher = null, said = -Infinity;

function seen(event) {
  if (!watcher || document.hidden || event.timeStamp - said < pause) return;
  said = event.timeStamp;
  watcher.invokeMethodAsync("Seen").catch(() => { /* the line is cut: then they are not seen */ });
}

export function watch(reference) {
  if (!watcher) for (const sign of signs) document.addEventListener(sign, seen, { capture: true, passive: true });
  watcher = reference;
  said = -Infinity;
}

export function unwatch() {
  watcher = null;
  for (const sign of signs) document.removeEventListener(sign, seen, { capture: true });
}
