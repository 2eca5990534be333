// What must outlive a closed tab: files in IndexedDB, words beside them in localStorage.
let opened;
const database = () =>
  (opened ??= new Promise((done, failed) => {
    const asked = indexedDB.open("redbridge", 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore("files");
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => failed(asked.error);
  }));

const ask = async (mode, act) => {
  const base = await database();
  return new Promise((done, failed) => {
    const request = act(base.transaction("files", mode).objectStore("files"));
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error);
  });
};

/** Keep a file under its upload's key, with the draft it belongs to: {file, draft}. */
export const keepFile = (key, value) => ask("readwrite", (files) => files.put(value, key)).catch(() => undefined);
export const fileOf = (key) => ask("readonly", (files) => files.get(key)).catch(() => undefined);
export const dropFile = (key) => ask("readwrite", (files) => files.delete(key)).catch(() => undefined);

/** A list in localStorage of this person's; `change` takes it and gives the new one. */
export function list(name, change) {
  const key = `${name}:${document.body.dataset.person ?? ""}`;
  let found = [];
  try {
    found = JSON.parse(localStorage.getItem(key) ?? "[]");
    if (change) {
      found = change(found);
      if (found.length) localStorage.setItem(key, JSON.stringify(found));
      else localStorage.removeItem(key);
    }
  } catch {
    // A full or forbidden store keeps nothing; the server still does.
  }
  return found;
}

/** A version 4 UUID; crypto.randomUUID is missing where a site is served without TLS. */
export function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}
