// What was looked at last, for Ctrl-K: kept in this browser only, forgotten when somebody signs in or out.
const place = "baton.recent", most = 12;
const read = () => JSON.parse(localStorage.getItem(place) ?? "[]");

export const recent = () => read();
export function forgetRecent() { localStorage.removeItem(place); }

// Things, not places: those that the rail leads to anyway are left out.
function note() {
  const path = location.pathname + location.search;
  const title = document.title.replace(/^\(\d+\) /, "").replace(/ · Baton$/, "");
  const isThing = location.pathname.split("/").length > 2 && document.querySelector(".rail") && !document.querySelector(`.rail a[href="${CSS.escape(location.pathname)}"]`);
  if (!isThing || !title || title === "Baton") return;
  const others = read().filter(seen => seen.path.split("?")[0] !== location.pathname);
  localStorage.setItem(place, JSON.stringify([{ path, title }, ...others].slice(0, most)));
}

export function startRecent() {
  if (!document.querySelector(".frame") && location.pathname.startsWith("/sign-in")) forgetRecent();
  let late = 0;
  // The title comes a moment after the address.
  new MutationObserver(() => { clearTimeout(late); late = setTimeout(note, 400); }).observe(document.head, { subtree: true, childList: true, characterData: true });
}
