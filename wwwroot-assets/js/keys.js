// The keyboard: Ctrl-K, ?, Esc, "g" and a letter to go somewhere, and the keys that the page bound.
let layout = null, bound = new Set(), going = -Infinity;

export function listen(reference) { layout = reference; }
export function bind(keys) {
  bound = new Set(keys);
  document.documentElement.dataset.keys = keys.join(" "); // that the page listens can be seen
}

const isTyping = target => target instanceof HTMLElement && (target.isContentEditable || target.matches("input:not([type=checkbox], [type=radio]), textarea, select"));

// Esc closes the topmost thing: menus first, then whatever is marked closable and stands last in the page.
function closeTopmost() {
  const menu = document.querySelector("details.menu[open]");
  if (menu) {
    menu.open = false;
    menu.querySelector("summary").focus();
    return true;
  }
  const closer = document.querySelector("[data-menu] [data-closes]") ?? [...document.querySelectorAll("[data-closes]")].at(-1);
  closer?.click();
  return closer !== undefined;
}

function onKey(event) {
  if (event.defaultPrevented || event.isComposing) return;
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
    event.preventDefault();
    layout?.invokeMethodAsync("OpenPalette");
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape") {
    if (isTyping(event.target) && !event.target.closest("[data-closable]")) event.target.blur();
    else if (closeTopmost()) event.preventDefault();
    return;
  }
  if (isTyping(event.target)) return;
  if (event.key === "Enter" && event.target.closest?.("a, button, summary")) return; // it presses what has the focus

  if (event.timeStamp - going < 1500) {
    going = -Infinity;
    const link = document.querySelector(`[data-go="${CSS.escape(event.key)}"]`);
    if (link) {
      event.preventDefault();
      link.click();
      return;
    }
  }
  if (event.key === "g") going = event.timeStamp;
  else if (event.key === "?") layout?.invokeMethodAsync("ShowKeys");
  else if (bound.has(event.key)) {
    event.preventDefault();
    layout?.invokeMethodAsync("PressKey", event.key);
  }
}

export function showKeys() { layout?.invokeMethodAsync("ShowKeys"); }
export function startKeys() { document.addEventListener("keydown", onKey); }
