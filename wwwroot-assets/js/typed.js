// What was typed into fields marked data-keep survives the reload after a server restart.
const place = "baton.typed";

export function keepTyped() {
  const fields = [...document.querySelectorAll("[data-keep]")].filter(field => field.value);
  const typed = Object.fromEntries(fields.map(field => [field.dataset.keep, field.value]));
  sessionStorage.setItem(place, JSON.stringify({ path: location.pathname + location.search, typed }));
}

// A page that reads slowly draws its fields after it is ready: each value waits for its field, for as long as anybody would.
const patience = 20_000;

export function restoreTyped() {
  const kept = JSON.parse(sessionStorage.getItem(place) ?? "null");
  const isHere = () => kept?.path === location.pathname + location.search;
  const waiting = new Map(isHere() ? Object.entries(kept.typed) : []);
  const watcher = new MutationObserver(restore);
  const end = () => {
    watcher.disconnect();
    sessionStorage.removeItem(place);
  };

  function restore() {
    for (const [key, value] of isHere() ? waiting : []) {
      const field = document.querySelector(`[data-keep="${CSS.escape(key)}"]`);
      if (!field) continue;
      waiting.delete(key);
      if (field.value && field.value !== field.dataset.given) continue; // something newer stands there
      field.value = value;
      field.dispatchEvent(new Event("input", { bubbles: true }));
      field.dispatchEvent(new Event("change", { bubbles: true }));
    }
    if (waiting.size === 0 || !isHere()) end();
  }

  watcher.observe(document.body, { childList: true, subtree: true });
  restore();
  setTimeout(end, patience);
}
