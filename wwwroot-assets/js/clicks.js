// Clicks that need no server: copying, the rail, the theme, closing menus.

async function copy(button) {
  await navigator.clipboard.writeText(button.dataset.copy);
  button.dataset.copied = "";
  setTimeout(() => delete button.dataset.copied, 1200);
}

export function foldRail() {
  const root = document.documentElement;
  const isIcons = document.querySelector(".rail").offsetWidth < 100;
  root.dataset.rail = isIcons ? "wide" : "icons";
  localStorage.setItem("baton.rail", root.dataset.rail);
}

export function startClicks() {
  document.addEventListener("click", event => {
    const target = event.target instanceof Element ? event.target : null;
    const copied = target?.closest("[data-copy]");
    if (copied) {
      event.preventDefault();
      copy(copied);
    }
    if (target?.closest("[data-fold-rail]")) foldRail();
    const theme = target?.closest("[data-theme-choice]");
    if (theme) window.batonTheme.choose(theme.dataset.themeChoice);

    // A menu closes when something in it was chosen or anything else was clicked; choosing a theme keeps it open.
    for (const menu of document.querySelectorAll("details.menu[open]"))
      if (!menu.contains(target) || target.closest("a.item, button.item")) menu.open = false;
  });
}
