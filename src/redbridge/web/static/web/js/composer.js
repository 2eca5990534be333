import { waiting } from "redbridge/comments";
import { width } from "redbridge/counter";
import { say, word } from "redbridge/toast";

const KEPT = ["title", "body", "words"];
const formNow = () => document.querySelector("form[data-composer]");
const draftKey = `draft:${document.body.dataset.person ?? ""}`;
const chosen = new Map();
let thumbs = 0;
// The answer to a refusal takes the form's place; its files and their previews are kept (hx-preserve).
const SENDING = {
  "hx-encoding": "multipart/form-data", "hx-target": "this", "hx-select": "form[data-composer]", "hx-swap": "outerHTML",
  "hx-sync": "this:drop",
};

/* pictures: previews, descriptions, order */

function thumb(file, form) {
  const item = form.querySelector("[data-thumb]").content.firstElementChild.cloneNode(true);
  const picture = item.querySelector("img");
  picture.src = URL.createObjectURL(file);
  picture.onload = picture.onerror = () => URL.revokeObjectURL(picture.src);
  const described = item.querySelector("input");
  described.id = `alt-${(thumbs += 1)}`;
  item.querySelector("label").htmlFor = described.id;
  chosen.set(item, file);
  return item;
}

/** The input holds the files in the order of their previews. */
function arrange(form) {
  const items = [...form.querySelector("[data-thumbs]").children];
  const files = new DataTransfer();
  items.forEach((item, index) => {
    files.items.add(chosen.get(item));
    item.querySelector(".thumb-no").textContent = index + 1;
  });
  form.querySelector(".file").files = files.files;
  const shown = form.querySelector("[data-files]");
  shown.hidden = !items.length;
  shown.textContent = `${items.length} / ${form.querySelector("[data-drop]").dataset.limit}`;
  shown.classList.toggle("over", items.length > Number(form.querySelector("[data-drop]").dataset.limit));
  preview(form);
}

function add(form, files) {
  form.querySelector("[data-thumbs]").append(...[...files].map((file) => thumb(file, form)));
  arrange(form);
}

function rearrange(event, form) {
  const button = event.target.closest("[data-move], [data-remove]");
  const item = button?.closest(".thumb");
  if (!item) return;
  if ("remove" in button.dataset) {
    item.remove();
    chosen.delete(item);
  } else if (button.dataset.move < 0) item.previousElementSibling?.before(item);
  else item.nextElementSibling?.after(item);
  arrange(form);
  button.isConnected && button.focus();
}

/* how readers see it */

function words(target, text) {
  const lang = /\p{Script=Han}/u.test(text) ? "zh-Hans" : "en";
  const parts = lang === "en" ? [text] : [...new Intl.Segmenter(lang, { granularity: "word" }).segment(text)];
  target.lang = lang;
  target.replaceChildren();
  if (text) target.append(...parts.flatMap((part) => [document.createElement("wbr"), part.segment ?? part]));
}

function preview(form) {
  const box = form.querySelector("[data-preview]");
  const kind = form.elements.kind.value || "pictures";
  const style = kind === "card" ? form.elements.card.value || "letter" : "pictures";
  box.hidden = false;
  for (const face of box.querySelectorAll("[data-face]")) face.hidden = face.dataset.face !== style;
  if (kind === "card") drawCard(box.querySelector(`[data-face="${style}"]`), form.elements.words.value.trim());
  else cover(form, box.querySelector('[data-face="pictures"]'));
  words(box.querySelector("[data-preview-title]"), form.elements.title.value.trim());
}

function drawCard(face, text) {
  words(face.querySelector(".tcard-words"), text);
  const card = face.querySelector(".tcard");
  card.classList.toggle("tcard-long", width(text) >= 60);
  card.style.setProperty("--foot", Math.ceil((10 * face.querySelector(".tcard-words").offsetHeight) / (0.78 * card.offsetWidth)));
  const traced = text.match(/\p{Script=Han}/gu)?.slice(0, 3) ?? text.match(/\p{L}/gu)?.slice(0, 3) ?? [];
  face.querySelectorAll(".grids b").forEach((cell, index) => (cell.textContent = traced[index] ?? ""));
}

function cover(form, face) {
  const first = form.querySelector(".thumb");
  const file = first && chosen.get(first);
  if (face.file === file) return;
  face.file = file;
  face.querySelector("img")?.remove();
  if (!file) return;
  const picture = new Image();
  picture.alt = "";
  picture.src = URL.createObjectURL(file);
  face.prepend(picture);
}

/* the draft stays on this device */

let saving = 0;
function keep(form) {
  clearTimeout(saving);
  saving = setTimeout(() => {
    const draft = Object.fromEntries(KEPT.map((name) => [name, form.elements[name].value]));
    try {
      localStorage.setItem(draftKey, JSON.stringify(draft));
    } catch {
      return;
    }
    const note = document.querySelector("[data-draft]");
    const time = new Date().toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
    note.hidden = false;
    note.textContent = word("draft").replace("{time}", time);
  }, 600);
}

function recall(form) {
  if (KEPT.some((name) => form.elements[name].value)) return;
  const draft = JSON.parse(localStorage.getItem(draftKey) ?? "{}");
  for (const name of KEPT) form.elements[name].value = draft[name] ?? "";
}

/** Wakes one composer; an answer of 422 brings a new one. */
export default function start(form) {
  recall(form);
  preview(form);
  for (const [name, value] of Object.entries(SENDING)) form.setAttribute(name, value);
  form.setAttribute("hx-post", form.action);
  window.htmx?.process(form);
}

const inside = (type, act) => document.addEventListener(type, (event) => {
  const form = formNow();
  if (form?.contains(event.target)) act(event, form);
});
inside("input", (event, form) => {
  if (KEPT.includes(event.target.name)) keep(form);
  preview(form);
});
inside("change", (event, form) => event.target.matches(".file") && add(form, event.target.files));
inside("click", rearrange);
inside("dragover", (event) => {
  event.preventDefault();
  event.target.closest(".drop-area")?.classList.add("over");
});
inside("dragleave", (event) => event.target.closest?.(".drop-area")?.classList.remove("over"));
inside("drop", (event, form) => {
  event.preventDefault();
  form.querySelector(".drop-area").classList.remove("over");
  add(form, event.dataTransfer.files);
});

/* sending: once, with how far it has come */

const ours = (event) => event.detail.requestConfig?.elt?.matches?.("form[data-composer]");
const button = () => formNow().querySelector("[data-waiting]");
document.addEventListener("htmx:beforeRequest", (event) => ours(event) && waiting(button(), true));
document.addEventListener("htmx:xhr:progress", (event) => {
  const { loaded, total } = event.detail;
  if (event.target === formNow() && total) button().querySelector("span").textContent = `${button().dataset.waiting} ${Math.floor((99 * loaded) / total)} %`;
});
document.addEventListener("htmx:beforeSwap", (event) => {
  const { status, responseURL, responseText } = event.detail.xhr;
  if (!ours(event)) return;
  const refused = status >= 400 && /data-composer/.test(responseText);
  event.detail.shouldSwap = refused;
  if (refused || status >= 400) return;
  clearTimeout(saving);
  localStorage.removeItem(draftKey);
  location.assign(responseURL);
});
document.addEventListener("htmx:afterRequest", (event) => {
  if (!ours(event) || (event.detail.xhr.status >= 200 && event.detail.xhr.status < 400)) return;
  waiting(button(), false);
  if (!event.detail.xhr.status) say(word("offline"));
  else if (!/data-composer/.test(event.detail.xhr.responseText)) say(word("refused"));
  (formNow().querySelector("[data-focus]") ?? formNow().querySelector("[aria-invalid=true]"))?.focus();
});
