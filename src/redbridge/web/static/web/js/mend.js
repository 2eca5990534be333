const CLOSE = "#note-dialog .sheet-close";

/** The sheet of styles comes with the first dialog, and before it. */
function dress(href) {
  if (document.querySelector(`link[href="${href}"]`)) return null;
  const sheet = Object.assign(document.createElement("link"), { rel: "stylesheet", href });
  const there = new Promise((done) => (sheet.onload = sheet.onerror = done));
  document.head.append(sheet);
  return there;
}

function frame(link, inside) {
  const dialog = document.createElement("dialog");
  dialog.className = "dialog mend-dialog";
  const title = Object.assign(document.createElement("h2"), { id: "mend-title", textContent: link.dataset.title });
  const close = document.querySelector(CLOSE).cloneNode(true);
  close.type = "button";
  close.addEventListener("click", () => dialog.close());
  dialog.setAttribute("aria-labelledby", title.id);
  dialog.append(title, close, inside);
  // Words that were typed are not lost to a slip of the finger beside the dialog.
  dialog.addEventListener("click", (event) => {
    if (!event.target.closest("a.button.ghost, [data-mend-done] a")) return;
    event.preventDefault();
    dialog.close();
  });
  dialog.addEventListener("close", () => {
    const saved = dialog.querySelector("[data-mend-done]");
    dialog.remove();
    link.focus();
    if (saved && link.hasAttribute("data-own")) location.reload();
  });
  return dialog;
}

/** Sent by script, the form answers in its own place: refused as it was typed, or with thanks. */
function wake(form) {
  if (!form) return;
  form.setAttribute("hx-post", form.getAttribute("action"));
  form.setAttribute("hx-swap", "outerHTML");
  window.htmx?.process(form);
}

/** Original, translation and suggestion in a dialog over the text; without script they are a page. */
export default function mend(link) {
  link.addEventListener("click", async (event) => {
    if (event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    if (link.ariaBusy) return;
    link.ariaBusy = "true";
    const dressed = dress(link.dataset.style);
    const answer = await fetch(link.href, { headers: { "HX-Request": "true" } }).catch(() => null);
    link.ariaBusy = null;
    const form = answer?.ok && new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-mend]");
    if (!form) return location.assign(link.href);
    await dressed;
    const dialog = frame(link, form);
    document.body.append(dialog);
    dialog.showModal();
    dialog.addEventListener("htmx:load", () => {
      wake(dialog.querySelector("[data-mend]:not([hx-post])"));
      dialog.querySelector("[data-focus], [aria-invalid=true], [data-mend-done]")?.focus();
    });
    wake(form);
    form.dispatchEvent(new Event("web:new", { bubbles: true }));
    form.querySelector("textarea").focus();
  });
}
