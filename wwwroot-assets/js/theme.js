// Runs before the first paint, so that neither the theme nor the rail flashes. A classic script in the head, on purpose.
(() => {
  const root = document.documentElement;
  const system = matchMedia("(prefers-color-scheme: dark)");
  const chosen = () => localStorage.getItem("baton.theme") ?? "system";

  function apply() {
    const dark = chosen() === "dark" || (chosen() === "system" && system.matches);
    root.dataset.theme = dark ? "dark" : "light";
    document.getElementById("radzen-light").media = dark ? "not all" : "all";
    document.getElementById("radzen-dark").media = dark ? "all" : "not all";
    for (const choice of document.querySelectorAll("[data-theme-choice]"))
      choice.setAttribute("aria-pressed", String(choice.dataset.themeChoice === chosen()));
  }

  window.batonTheme = {
    apply,
    choose(theme) { localStorage.setItem("baton.theme", theme); apply(); },
  };

  system.addEventListener("change", apply);
  const rail = localStorage.getItem("baton.rail");
  if (rail) root.dataset.rail = rail;
  apply();
})();
