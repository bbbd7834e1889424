// The number of waiting cases in the tab's title and on its icon, and, for those who want them, notifications and a sound.
let waiting = 0, isLate = false, icon = null;
const iconLink = () => document.querySelector('link[rel="icon"]');

function markTitle() {
  const bare = document.title.replace(/^\(\d+\) /, "");
  const wanted = waiting > 0 ? `(${waiting}) ${bare}` : bare;
  if (bare && document.title !== wanted) document.title = wanted;
}

function markIcon() {
  const link = iconLink();
  if (!link) return;
  icon ??= { href: link.href, type: link.type };
  if (waiting === 0) {
    Object.assign(link, icon);
    return;
  }
  const image = new Image();
  image.onload = () => {
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = 64;
    const pen = canvas.getContext("2d");
    pen.drawImage(image, 0, 0, 64, 64);
    pen.fillStyle = isLate ? "#c42a2a" : "#2f5fd8";
    pen.beginPath();
    pen.arc(44, 44, 20, 0, 7);
    pen.fill();
    pen.fillStyle = "#fff";
    pen.font = `700 ${waiting > 9 ? 24 : 30}px system-ui, sans-serif`;
    pen.textAlign = "center";
    pen.textBaseline = "middle";
    pen.fillText(waiting > 99 ? "∞" : String(waiting), 44, 46);
    if (waiting > 0) Object.assign(link, { type: "image/png", href: canvas.toDataURL("image/png") });
  };
  image.src = icon.href;
}

export function badge(count, late) {
  if (count === waiting && late === isLate) return;
  [waiting, isLate] = [count, late];
  markTitle();
  markIcon();
}

export const mayNotify = () => "Notification" in window ? Notification.permission : "unsupported";

// Only ever called by a click: no page asks by itself.
export const askNotify = async () => "Notification" in window ? await Notification.requestPermission() : "unsupported";

// Two short tones, made here: no file, nothing to load.
export function chime() {
  const Context = window.AudioContext ?? window.webkitAudioContext;
  if (!Context) return;
  const sound = new Context();
  for (const [at, pitch] of [[0, 660], [0.14, 880]]) {
    const tone = sound.createOscillator(), loud = sound.createGain();
    tone.frequency.value = pitch;
    loud.gain.setValueAtTime(0.0001, sound.currentTime + at);
    loud.gain.exponentialRampToValueAtTime(0.12, sound.currentTime + at + 0.02);
    loud.gain.exponentialRampToValueAtTime(0.0001, sound.currentTime + at + 0.13);
    tone.connect(loud).connect(sound.destination);
    tone.start(sound.currentTime + at);
    tone.stop(sound.currentTime + at + 0.14);
  }
  setTimeout(() => sound.close(), 1000);
}

export function notice(title, body, href, tag, shows, sounds) {
  if (sounds) chime();
  if (!shows || mayNotify() !== "granted") return;
  const shown = new Notification(title, { body, tag, icon: icon?.href ?? iconLink()?.href });
  shown.onclick = () => {
    window.focus();
    Blazor.navigateTo(href);
    shown.close();
  };
}

export function startNotices() {
  new MutationObserver(markTitle).observe(document.head, { subtree: true, childList: true, characterData: true });
}
