let open = null;

function close(back) {
  const link = open?.link;
  open?.box.remove();
  document.body.style.paddingBottom = "";
  link?.setAttribute("aria-expanded", "false");
  open = null;
  if (back) link?.focus();
}

const sheet = matchMedia("(width < 640px)");

/** Under the term where there is room, else above it; on phones a sheet at the foot, by its style, never over the term. */
function place(box, link) {
  if (sheet.matches) {
    if (link.getBoundingClientRect().bottom < innerHeight - box.offsetHeight - 8) return;
    document.body.style.paddingBottom = `${box.offsetHeight}px`; // so that the last line can rise above it
    link.scrollIntoView();
    return;
  }
  const at = link.getBoundingClientRect();
  box.style.left = `${Math.max(12, Math.min(at.left, innerWidth - box.offsetWidth - 12))}px`;
  const below = at.bottom + 8;
  box.style.top = `${below + box.offsetHeight < innerHeight ? below : Math.max(12, at.top - box.offsetHeight - 8)}px`;
}

async function show(link) {
  close();
  const answer = await fetch(link.href, { headers: { "HX-Request": "true" } }).catch(() => null);
  if (!answer?.ok) return location.assign(link.href);
  close(); // a second tap came while the first was on its way
  const box = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector(".term-pop");
  (link.closest("dialog") ?? document.body).append(box);
  open = { box, link };
  link.setAttribute("aria-expanded", "true");
  place(box, link);
  box.tabIndex = -1;
  box.focus({ preventScroll: true });
}

document.addEventListener("click", (event) => open && !open.box.contains(event.target) && close());
document.addEventListener("scroll", (event) => open && !sheet.matches && !open.box.contains(event.target) && close(), { capture: true, passive: true });
addEventListener("popstate", () => close());
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !open) return;
  // The note's own dialog stays.
  event.preventDefault();
  event.stopPropagation();
  close(true);
}, true);

/** A term in a text: a tap opens what it means over the text. Without a script it is a link there. */
export default function start(link) {
  link.setAttribute("aria-haspopup", "dialog");
  link.setAttribute("aria-expanded", "false");
  link.addEventListener("click", (event) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button) return;
    event.preventDefault();
    event.stopPropagation();
    show(link);
  });
}
