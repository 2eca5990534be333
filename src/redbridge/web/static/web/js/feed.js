const PAGES = 5;
const LIST = "[data-feed], [data-list]";
const feed = document.querySelector("[data-feed]");
const key = `feed:${document.body.dataset.person ?? ""}:${location.pathname}${location.search}`;
const address = location.href;
const listOf = (link) => link.closest(".more").previousElementSibling;

/** Adds the next page's items to the list above the link, which then leads to the page after. */
async function more(link) {
  if (link.ariaBusy === "true") return;
  link.ariaBusy = "true";
  try {
    const list = listOf(link);
    const answer = await fetch(link.href, { headers: { "HX-Request": "true" } });
    if (!answer.ok) throw new Error(answer.statusText);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    add(list, page.querySelector(list.id ? `#${list.id}` : LIST)?.children ?? []);
    const next = page.querySelector("[data-more]");
    link.dataset.pages = Number(link.dataset.pages ?? 1) + 1;
    if (next) link.href = next.getAttribute("href");
    else link.closest(".more").remove();
  } finally {
    link.ariaBusy = null;
  }
  watch(link);
}

/** Notes that moved in the ranking since the last page are there already. */
function add(list, items) {
  const known = new Set([...list.children].map((item) => item.id));
  for (const item of [...items]) if (!item.id || !known.has(item.id)) list.append(item);
  window.htmx?.process(list);
  list.dispatchEvent(new Event("web:new", { bubbles: true }));
}

const sight = new IntersectionObserver(
  (entries) => {
    for (const { isIntersecting, target } of entries) if (isIntersecting) more(target).catch(() => sight.unobserve(target));
  },
  { rootMargin: "450px" },
);

/** A link that stays in sight is seen again only when it is observed anew. */
function watch(link) {
  sight.unobserve(link);
  if (link.isConnected && Number(link.dataset.pages ?? 1) < PAGES) sight.observe(link);
}

function save() {
  const link = feed.parentElement.querySelector("[data-more]");
  const state = { html: feed.innerHTML, next: link?.getAttribute("href"), pages: link?.dataset.pages, y: scrollY };
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
  const link = feed.parentElement.querySelector("[data-more]");
  if (state.next && link) {
    link.setAttribute("href", state.next);
    link.dataset.pages = state.pages ?? 1;
  } else link?.closest(".more").remove();
  scrollTo(0, state.y);
}

if (feed) {
  restore();
  addEventListener("pagehide", () => location.href === address && save());
}
document.addEventListener("web:new", (event) => event.target.querySelectorAll("[data-more]").forEach(watch));
document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-more]");
  if (!link || event.metaKey || event.ctrlKey) return;
  event.preventDefault();
  more(link).catch(() => location.assign(link.href));
});
