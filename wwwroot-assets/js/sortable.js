// Dragging a row of an ordered list by its handle. The page moves the row; here is only seen where it was dropped.

const rowsOf = list => [...list.querySelectorAll(":scope > [data-sort]")];

// The row above which something let go at that height would stand; null for the end.
function rowBelow(list, y) {
  return rowsOf(list).find(row => {
    const box = row.getBoundingClientRect();
    return y < box.top + box.height / 2;
  }) ?? null;
}

function mark(list, before) {
  for (const row of rowsOf(list)) row.classList.toggle("drop-before", row === before);
  list.classList.toggle("drop-last", before === null);
}

export function startSorting(list, page) {
  let dragged = null;

  const end = () => {
    if (!dragged) return;
    dragged.classList.remove("dragged");
    for (const row of rowsOf(list)) row.classList.remove("drop-before");
    list.classList.remove("drop-last");
    dragged = null;
  };

  list.addEventListener("pointerdown", event => {
    const grip = event.target.closest(".grip");
    const row = grip?.closest("[data-sort]");
    if (event.button !== 0 || !row || row.parentElement !== list) return;
    event.preventDefault(); // no selecting of text; the handle takes the focus all the same
    grip.focus();
    grip.setPointerCapture(event.pointerId);
    dragged = row;
    row.classList.add("dragged");
  });
  list.addEventListener("pointermove", event => {
    if (!dragged) return;
    mark(list, rowBelow(list, event.clientY));
    if (event.clientY < 80) dragged.ownerDocument.querySelector(".content")?.scrollBy(0, -12);
    else if (event.clientY > innerHeight - 80) dragged.ownerDocument.querySelector(".content")?.scrollBy(0, 12);
  });
  list.addEventListener("pointerup", event => {
    if (!dragged) return;
    const id = dragged.dataset.sort, before = rowBelow(list, event.clientY)?.dataset.sort ?? null;
    end();
    if (before !== id) page.invokeMethodAsync("Dropped", id, before);
  });
  list.addEventListener("pointercancel", end);
  list.addEventListener("keydown", event => { if (event.key === "Escape" && dragged) { event.stopPropagation(); end(); } });
}
