const PAGES = 5;
const feed = document.querySelector("[data-feed]");
const key = `feed:${document.body.dataset.person ?? ""}:${location.pathname}${location.search}`;
const moreOf = () => document.querySelector("[data-more]");
const address = location.href;
let pages = 1;

/** Adds the next page's items and takes over its own link to the one after. */
async function more(link) {
  if (link.ariaBusy === "true") return;
  link.ariaBusy = "true";
  try {
    const answer = await fetch(link.href, { headers: { "HX-Request": "true", "HX-Target": "feed" } });
    if (!answer.ok) throw new Error(answer.statusText);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    add([...(page.querySelector("[data-feed]") ?? page.body).children].filter((item) => !item.matches(".more")));
    pages += 1;
    const next = page.querySelector("[data-more]");
    if (next) link.href = next.getAttribute("href");
    else link.closest(".more").remove();
  } finally {
    link.ariaBusy = null;
  }
  watch();
}

function add(items) {
  const known = new Set([...feed.children].map((item) => item.id));
  for (const item of items) if (!item.id || !known.has(item.id)) feed.append(item);
  feed.dispatchEvent(new Event("web:new", { bubbles: true }));
}

const sight = new IntersectionObserver(
  (entries) => entries.some((entry) => entry.isIntersecting) && more(entries[0].target).catch(() => sight.disconnect()),
  { rootMargin: "900px" },
);

function watch() {
  sight.disconnect();
  if (pages < PAGES && moreOf()) sight.observe(moreOf());
}

function save() {
  const link = moreOf();
  const state = { html: feed.innerHTML, next: link?.getAttribute("href"), pages, y: scrollY };
  try {
    sessionStorage.setItem(key, JSON.stringify(state));
  } catch {
    sessionStorage.removeItem(key);
  }
}

function restore() {
  const state = JSON.parse(sessionStorage.getItem(key) ?? "null");
  if (!state || performance.getEntriesByType("navigation")[0]?.type !== "back_forward") return;
  feed.innerHTML = state.html;
  pages = state.pages;
  if (state.next && moreOf()) moreOf().setAttribute("href", state.next);
  if (!state.next) moreOf()?.closest(".more").remove();
  scrollTo(0, state.y);
}

if (feed) {
  restore();
  watch();
  addEventListener("pagehide", () => location.href === address && save());
  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-more]");
    if (!link || event.metaKey || event.ctrlKey) return;
    event.preventDefault();
    more(link).catch(() => location.assign(link.href));
  });
}
