const LONG = 500;
let open = null;

function close() {
  open?.remove();
  open = null;
}

async function show(link) {
  close();
  const answer = await fetch(link.href, { headers: { "HX-Request": "true" } });
  if (!answer.ok) return location.assign(link.href);
  close(); // a second tap came while the first was on its way
  open = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector(".menu");
  link.after(open);
  open.dispatchEvent(new Event("web:new", { bubbles: true }));
  open.querySelector("button:not([hidden]), a")?.focus();
}

document.addEventListener("click", (event) => open && !open.contains(event.target) && close());
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !open) return;
  const link = open.previousElementSibling;
  close();
  link.focus();
});

/** The menu of a card, over it: by its button, or by a long press. */
export default function start(link) {
  const card = link.closest(".card");
  let timer = 0;
  let pressed = false;
  const end = () => clearTimeout(timer);
  link.addEventListener("click", (event) => {
    event.preventDefault();
    event.stopPropagation();
    show(link);
  });
  card.addEventListener("pointerdown", (event) => {
    pressed = false;
    if (event.pointerType !== "mouse" && !event.target.closest("button, .menu"))
      timer = setTimeout(() => {
        pressed = true;
        show(link);
      }, LONG);
  });
  for (const name of ["pointerup", "pointercancel", "pointermove"]) card.addEventListener(name, end, { passive: true });
  card.addEventListener("contextmenu", (event) => event.pointerType === "touch" && event.preventDefault());
  // The finger that opened the menu opens no note as it is lifted.
  card.addEventListener("click", (event) => {
    if (!pressed) return;
    pressed = false;
    event.preventDefault();
    event.stopPropagation();
  }, true);
}
