// Keeps what everybody is given alike: styles, scripts and icons by their hashed names, and a page for when there is no
// network. Pages, pictures and answers are never kept: whoever uses this device next finds nothing of the last person.
const KEPT = {{ kept | tojson }};
const NAME = `shell-${KEPT.version}`;
const HASHED = /^\/static\/.+\.[0-9a-f]{12}\.\w+$/;
let lang = "";

addEventListener("install", (event) => event.waitUntil(fill().then(() => skipWaiting())));
addEventListener("activate", (event) => event.waitUntil(clean().then(() => clients.claim())));
addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  if (request.mode === "navigate") event.respondWith(page(request));
  else if (HASHED.test(pathname)) event.respondWith(file(request));
});

/** Without cookies, so that no page of somebody's can come in by this door. */
async function fill() {
  const cache = await caches.open(NAME);
  const all = [...KEPT.files, ...Object.values(KEPT.pages)];
  await cache.addAll(all.map((url) => new Request(url, { credentials: "omit" })));
}

async function clean() {
  for (const name of await caches.keys()) if (name !== NAME) await caches.delete(name);
}

async function page(request) {
  try {
    const answer = await fetch(request);
    lang = answer.headers.get("Content-Language") ?? lang;
    return answer;
  } catch {
    const wanted = KEPT.pages[lang] ?? KEPT.pages[spoken()];
    return (await caches.match(wanted)) ?? Response.error();
  }
}

/** The browser's own language, where this worker has only just woken and no page has told. */
function spoken() {
  const said = navigator.language.toLowerCase();
  if (!said.startsWith("zh")) return "en";
  return /hant|tw|hk|mo/.test(said) ? "zh-Hant" : "zh-Hans";
}

async function file(request) {
  const cache = await caches.open(NAME);
  const found = await cache.match(request);
  if (found) return found;
  const answer = await fetch(request);
  if (answer.ok && answer.type === "basic") cache.put(request, answer.clone());
  return answer;
}
