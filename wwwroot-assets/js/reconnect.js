// When the line is cut: a slim bar, tries until it is back. A server that restarted no longer knows this page:
// then what was typed is kept and the page loaded anew.
import { keepTyped } from "./typed.js";

const pause = ms => new Promise(done => setTimeout(done, ms));
let trying = false;

async function comeBack() {
  if (trying) return;
  trying = true;
  const bar = document.getElementById("reconnect");
  bar.hidden = false;
  for (let attempt = 0; trying; attempt++) {
    await pause(Math.min(250 * 2 ** attempt, 2000));
    try {
      if (await Blazor.reconnect()) break;
      keepTyped();
      location.reload();
      return;
    } catch {
      // Still unreachable: try again.
    }
  }
  trying = false;
  bar.hidden = true;
}

export const reconnectionHandler = {
  onConnectionDown: () => { comeBack(); },
  onConnectionUp: () => {
    trying = false;
    document.getElementById("reconnect").hidden = true;
  },
};
