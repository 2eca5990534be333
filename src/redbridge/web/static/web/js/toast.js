let leaving = 0;

/** A sentence the server put into the page for scripts, in the reader's language. */
export const word = (name) =>
  document.getElementById("words")?.content.querySelector(`[data-word="${name}"]`)?.textContent ?? "";

/** One toast at a time, above whatever dialog is open, with what can be done about it. It stays while it has the focus or the pointer. */
export function say(sentence, ...deeds) {
  const place = document.getElementById("toasts");
  const toast = document.createElement("p");
  toast.className = "toast";
  toast.tabIndex = 0;
  toast.append(sentence, ...deeds);
  (document.querySelector("dialog[open]") ?? document.body).append(place);
  place.replaceChildren(toast);
  leave(toast);
}

function leave(toast) {
  clearTimeout(leaving);
  leaving = setTimeout(() => (toast.matches(":focus, :hover") ? leave(toast) : next(toast)), toast.children.length ? 10_000 : 6000);
}

/** What the server said besides waits for its turn (parts.css). */
function next(toast) {
  const after = toast.nextElementSibling;
  toast.remove();
  if (after) leave(after);
}

const first = document.querySelector("[data-toast]");
if (first) leave(first);
