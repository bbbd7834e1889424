// The part of a live list that must not wait for a round trip: whether it stands at its top, and moving it.

export function watchTop(box, page) {
  let isAtTop = true;
  box.addEventListener("scroll", () => {
    const now = box.scrollTop < 4;
    if (now === isAtTop) return;
    isAtTop = now;
    page.invokeMethodAsync("TopSeen", isAtTop);
  }, { passive: true });
}

export function toTop(box) { box.scrollTop = 0; }

// Scrolls just as far as needed for the row of that number to be seen whole.
export function show(box, number, height) {
  const top = number * height, view = box.clientHeight - 40;
  if (top < box.scrollTop) box.scrollTop = top;
  else if (top + height > box.scrollTop + view) box.scrollTop = top + height - view;
}
