const sheet = document.getElementById("note-dialog");
const shell = document.getElementById("shell");
const WIDE = 900;
const home = location.href.split("#")[0];
let title = document.title;
let asked = null;

/** Whether it was shown: not where something else is wanted by the time it comes. */
async function open(url, wanted = () => true) {
  const answer = await fetch(url, { headers: { "HX-Request": "true", "HX-Target": "note-dialog" } });
  if (!answer.ok || answer.redirected) throw new Error(answer.statusText);
  const html = await answer.text();
  if (!wanted()) return false;
  const page = new DOMParser().parseFromString(html, "text/html");
  const inside = sheet.querySelector("[data-sheet]");
  inside.replaceChildren(page.querySelector("article.note"));
  if (!sheet.open) reveal();
  document.title = sheet.ariaLabel = inside.firstElementChild.dataset.title || title;
  window.htmx?.process(inside);
  inside.dispatchEvent(new Event("web:new", { bubbles: true }));
  return true;
}

function reveal() {
  title = document.title;
  document.documentElement.style.setProperty("--bar-width", `${innerWidth - document.documentElement.clientWidth}px`);
  sheet.showModal();
  shell.ariaHidden = "true";
}

/** Back is the one way out, so that the address and what one sees agree. */
function leave() {
  if (history.state?.note) history.back();
  else sheet.close();
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-note]");
  if (!link || event.defaultPrevented || innerWidth < WIDE) return;
  if (event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  link.focus();
  // Pressed again while it is on its way it opens once; of two, the one that was pressed last.
  if (asked === link) return;
  asked = link;
  link.ariaBusy = "true";
  const wanted = () => asked === link;
  open(link.href, wanted)
    .then(
      (shown) => shown && history.pushState({ note: link.href }, "", link.href),
      () => wanted() && location.assign(link.href),
    )
    .finally(() => {
      link.ariaBusy = null;
      if (wanted()) asked = null;
    });
});

document.addEventListener("click", (event) => {
  const back = event.target.closest("a[data-back]");
  if (!back || !document.referrer.startsWith(location.origin) || history.length < 2) return;
  event.preventDefault();
  history.back();
});

sheet?.addEventListener("cancel", (event) => {
  event.preventDefault();
  leave();
});
sheet?.addEventListener("click", (event) => {
  if (event.target === sheet || event.target.closest(".sheet-close")) {
    event.preventDefault();
    leave();
  }
});
sheet?.addEventListener("close", () => {
  shell.ariaHidden = null;
  document.title = title;
  sheet.querySelector("[data-sheet]").replaceChildren();
});

addEventListener("popstate", (event) => {
  asked = null;
  if (event.state?.note) open(event.state.note).catch(() => location.reload());
  else if (sheet?.open) sheet.close();
  // After a reload this document may be another entry's than the one gone back to.
  else if (location.href.split("#")[0] !== home) location.reload();
});
