const { hub, badgeUrl } = document.body.dataset;
const LONGEST = 60_000;
let source = null;
let wait = 1000;
let asking = 0;
let asked = 0;

async function refresh() {
  const mine = ++asked;
  const answer = await fetch(badgeUrl, { headers: { "HX-Request": "true" } });
  const words = await answer.text();
  // A later question knows more, whichever answer comes first.
  if (!answer.ok || mine !== asked) return;
  for (const badge of document.querySelectorAll("[data-badge]")) badge.innerHTML = words;
}

/** News come in bursts: one question answers them all. */
function told() {
  clearTimeout(asking);
  asking = setTimeout(() => refresh().catch(() => {}), 150);
}

function open() {
  // What came between the page's writing and this line the hub remembers: it wants the age of the page, in seconds.
  source = new EventSource(`${hub}/stream?age=${Math.ceil(performance.now() / 1000)}`, { withCredentials: true });
  let again = false;
  source.addEventListener("open", () => {
    wait = 1000;
    if (again) told();
    again = true;
  });
  source.addEventListener("notice", told);
  // The hub lost news meanwhile, or its line to the database.
  source.addEventListener("refresh", told);
  source.addEventListener("error", () => {
    if (source?.readyState !== EventSource.CLOSED) return;
    source = null;
    setTimeout(() => source || document.hidden || open(), wait * (0.5 + Math.random()));
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
