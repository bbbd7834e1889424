// What was typed into fields marked data-keep survives the reload after a server restart.
const place = "baton.typed";

export function keepTyped() {
  const fields = [...document.querySelectorAll("[data-keep]")].filter(field => field.value);
  const typed = Object.fromEntries(fields.map(field => [field.dataset.keep, field.value]));
  sessionStorage.setItem(place, JSON.stringify({ path: location.pathname + location.search, typed }));
}

export function restoreTyped() {
  const kept = JSON.parse(sessionStorage.getItem(place) ?? "null");
  sessionStorage.removeItem(place);
  if (kept?.path !== location.pathname + location.search) return;
  for (const [key, value] of Object.entries(kept.typed)) {
    const field = document.querySelector(`[data-keep="${CSS.escape(key)}"]`);
    if (!field) continue;
    field.value = value;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }
}
