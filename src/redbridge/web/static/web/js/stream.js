const { hub, badgeUrl } = document.body.dataset;
const LONGEST = 60_000;
let source = null;
let wait = 1000;
let asking = 0;

async function refresh() {
  const answer = await fetch(badgeUrl, { headers: { "HX-Request": "true" } });
  if (!answer.ok) return;
  const words = await answer.text();
  for (const badge of document.querySelectorAll("[data-badge]")) badge.innerHTML = words;
}

/** News come in bursts: one question answers them all. */
function told() {
  clearTimeout(asking);
  asking = setTimeout(() => refresh().catch(() => {}), 150);
}

function open() {
  source = new EventSource(`${hub}/stream`, { withCredentials: true });
  source.addEventListener("open", () => (wait = 1000));
  source.addEventListener("notice", told);
  // The hub lost news meanwhile, or its line to the database.
  source.addEventListener("refresh", told);
  source.addEventListener("error", () => {
    if (source?.readyState !== EventSource.CLOSED) return;
    source = null;
    setTimeout(() => source ?? document.hidden ?? open(), wait * (0.5 + Math.random()));
    wait = Math.min(wait * 2, LONGEST);
  });
}

// A page nobody looks at gives its line back.
document.addEventListener("visibilitychange", () => {
  if (!hub) return;
  if (document.hidden) {
    source?.close();
    source = null;
  } else if (!source) {
    open();
    told();
  }
});
if (hub && !document.hidden) open();
