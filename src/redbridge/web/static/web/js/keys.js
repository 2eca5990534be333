import { say, word } from "redbridge/toast";

const open = () => document.querySelector("dialog[open]");
const scope = () => open() ?? document;
const note = () => scope().querySelector("article.note");

/** What j and k walk over: the comments of an open note, else cards, notices or other lists of links. */
function stops() {
  if (note()) return [...note().querySelectorAll("article.comment")].filter((comment) => comment.checkVisibility());
  return [...scope().querySelectorAll(".card-open, .notice-open, .case-open")];
}

const here = () => document.activeElement?.closest("article.comment, .card, .notice-open, .case-open");

function walk(step) {
  const all = stops();
  const at = all.findIndex((stop) => stop === here() || stop.closest(".card") === (here() ?? 0));
  const from = step > 0 ? all.findIndex((stop) => stop.getBoundingClientRect().bottom > 80) : 0;
  const next = all[at < 0 ? Math.max(from, 0) : at + step];
  if (!next) return;
  if (!next.matches("a")) next.tabIndex = -1;
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: "nearest" });
}

function like() {
  const place = here()?.matches("article.comment") && here().querySelector("form[data-toggle=like]") ? here() : here()?.closest(".card");
  const form = (place ?? note()?.querySelector(".note-foot"))?.querySelector("form[data-toggle=like]");
  form?.querySelector("button").click();
}

/** The field under the open note; over a feed the note opens first. */
function comment() {
  if (!note()) return openHere(() => comment());
  const field = note().querySelector(".note-foot textarea");
  if (field) field.focus();
  else note().querySelector(".note-join a")?.focus();
}

function openHere(after) {
  const link = here()?.matches("a") ? here() : here()?.querySelector("a.card-open");
  if (!link) return;
  if (after) document.getElementById("note-dialog")?.addEventListener("web:new", after, { once: true });
  link.click();
}

function write() {
  location.assign("/notes/new");
}

function seek() {
  const field = [...document.querySelectorAll("[data-seek]")].find((one) => one.checkVisibility());
  if (field && !open()) field.focus();
  else location.assign("/search");
}

let listing = false;
async function list() {
  if (listing) return;
  if (open()?.matches(".keys-dialog")) return open().close();
  listing = true;
  const answer = await fetch(document.querySelector("[data-keys-url]")?.dataset.keysUrl ?? "/keyboard").catch(() => null);
  listing = false;
  if (!answer?.ok) return say(word("offline"));
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const dialog = document.createElement("dialog");
  dialog.className = "dialog keys-dialog";
  const title = document.createElement("h2");
  title.id = "keys-title";
  title.textContent = page.querySelector("[data-keys] h1").textContent;
  dialog.setAttribute("aria-labelledby", title.id);
  dialog.append(title, page.querySelector("[data-keys] dl"));
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

const DEEDS = { j: () => walk(1), k: () => walk(-1), o: () => openHere(), l: like, c: comment, n: write, "/": seek, "?": list };

/** Does what a key stands for. */
export const press = (key) => DEEDS[key]();

// Esc leaves a field first; what is typed in it stays, and so does the dialog around it.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.isComposing || event.defaultPrevented) return;
  const field = event.target.closest("input, textarea");
  if (!field || !field.closest("dialog, .seek")) return;
  event.preventDefault();
  field.blur();
}, true);
