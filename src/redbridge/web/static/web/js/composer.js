import { waiting } from "redbridge/comments";
import { width } from "redbridge/counter";
import draft from "redbridge/draft";
import flush, { post, takeBack, waits, whole } from "redbridge/outbox";
import thumbs, { cover, underway } from "redbridge/thumbs";
import { say, word } from "redbridge/toast";

const ours = (name) => document.getElementById("composer-words").content.querySelector(`[data-word="${name}"]`).textContent;
const kindOf = (form) => form.elements.kind.value || "pictures";

/* how readers see it */

function words(target, text, lang) {
  const parts = lang.startsWith("zh") ? [...new Intl.Segmenter(lang, { granularity: "word" }).segment(text)] : [text];
  target.lang = lang;
  target.replaceChildren();
  if (text) target.append(...parts.flatMap((part) => [document.createElement("wbr"), part.segment ?? part]));
}

/** The language of a text as far as drawing it goes: Chinese stands in columns on Letter. */
const scriptOf = (text) => (/\p{Script=Han}/u.test(text) ? "zh-Hans" : "en");

function seen(form, name) {
  const wanted = form.querySelector('[name="preview-lang"]:checked')?.value ?? "";
  const own = form.elements[name]?.value.trim() ?? "";
  if (wanted && form.elements.second_language.value === wanted) return { text: form.elements[`second_${name}`]?.value.trim() || own, lang: wanted };
  const said = form.querySelector(`[data-said="${wanted}"]`)?.dataset[name];
  return said ? { text: said, lang: wanted } : { text: own, lang: scriptOf(own) };
}

function tell(form) {
  const wanted = form.querySelector('[name="preview-lang"]:checked')?.value ?? "";
  const written = form.elements.language.value || scriptOf(["title", "words", "body"].map((name) => form.elements[name]?.value ?? "").join(" "));
  const made = form.querySelector(`[data-said="${wanted}"]`);
  const which = made ? "made" : wanted && wanted !== written ? "later" : "own";
  for (const note of form.querySelectorAll(".preview-note [data-note]")) note.hidden = note.dataset.note !== which;
}

function preview(form) {
  const box = form.querySelector("[data-preview]");
  const card = kindOf(form) === "card";
  const style = card ? form.elements.card.value || "letter" : "pictures";
  box.hidden = false;
  for (const face of box.querySelectorAll("[data-face]")) face.hidden = face.dataset.face !== style;
  if (card) drawCard(box.querySelector(`[data-face="${style}"]`), seen(form, "words"), form.elements.words.value.trim());
  else drawCover(box.querySelector('[data-face="pictures"]'), cover(form));
  const title = seen(form, "title");
  words(box.querySelector("[data-preview-title]"), title.text, title.lang);
  tell(form);
}

function drawCard(face, { text, lang }, original) {
  words(face.querySelector(".tcard-words"), text, lang);
  const card = face.querySelector(".tcard");
  card.classList.toggle("tcard-long", width(text) >= 60);
  card.style.setProperty("--foot", Math.ceil((10 * face.querySelector(".tcard-words").offsetHeight) / (0.78 * card.offsetWidth)));
  const traced = original.match(/\p{Script=Han}/gu)?.slice(0, 3) ?? original.match(/\p{L}/gu)?.slice(0, 3) ?? [];
  face.querySelectorAll(".grids b").forEach((cell, index) => (cell.textContent = traced[index] ?? ""));
}

function drawCover(face, src) {
  const shown = face.querySelector("img");
  if ((shown?.src ?? "") === src) return;
  shown?.remove();
  if (!src) return;
  face.prepend(Object.assign(new Image(), { alt: "", src }));
}

/* sending: once, now or when there is a network */

const SENDING = { "hx-encoding": "multipart/form-data", "hx-target": "this", "hx-select": "form[data-composer]", "hx-swap": "outerHTML", "hx-sync": "this:drop" };

function fields(form, submitter) {
  const said = [...new FormData(form, submitter)].filter(([name, value]) => typeof value === "string" && name !== "csrfmiddlewaretoken");
  const items = [...form.querySelectorAll(".thumb")];
  let at = 0;
  return said.map(([name, value]) => {
    if (name !== "picture") return [name, value];
    const key = items[at++].dataset.upload;
    return [name, key ? `upload:${key}` : value];
  });
}

function later(form, submitter, sentence) {
  post(form.getAttribute("action"), begin(form), fields(form, submitter));
  form.dataset.sent = "later";
  say(sentence);
}

/** What is to be sent is what the form says by then; with a picture that the site will not take, nothing is sent. */
function keepUp(form, pressed, button) {
  form.addEventListener("input", () => {
    if (!form.dataset.sent || form.dataset.out) return;
    if (waits(form.elements.client_key.value)) post(form.getAttribute("action"), begin(form), fields(form, pressed()));
    goOut(form, pressed);
  });
  form.addEventListener("unpictured", () => {
    if (!form.dataset.sent) return;
    takeBack(form.elements.client_key.value);
    delete form.dataset.sent;
    waiting(button(), false);
    say(word("refused"));
  });
}

/** The note goes out by the outbox as soon as its last picture is here; where another tab sent it, this one follows. */
async function goOut(form, pressed) {
  if (underway(form).length || !navigator.onLine) return;
  await flush();
  if (form.dataset.out || waits(form.elements.client_key.value)) return;
  delete form.dataset.sent;
  form.requestSubmit(pressed());
}

const begin = (form) => form.dataset.uploads.replace("00000000-0000-0000-0000-000000000000", form.elements.client_key.value);

function send(form, stop) {
  let pressed;
  const button = () => pressed ?? form.querySelector("[data-waiting]");
  form.addEventListener("submit", (event) => {
    pressed = event.submitter?.matches("[data-waiting], [name=do]") ? event.submitter : undefined;
  }, true);
  form.addEventListener("picture", ({ detail }) => whole(detail.key, detail.id));
  form.addEventListener("htmx:confirm", (event) => {
    if (!underway(form).length && navigator.onLine) return;
    event.preventDefault();
    const offline = !navigator.onLine;
    later(form, pressed, ours(offline ? "later" : "still"));
    if (!offline) waiting(button(), true);
  });
  keepUp(form, () => pressed, button);
  form.addEventListener("htmx:beforeRequest", () => waiting(button(), true));
  form.addEventListener("htmx:beforeSwap", (event) => {
    const { status, responseURL, responseText } = event.detail.xhr;
    const refused = status >= 400 && /data-composer/.test(responseText);
    event.detail.shouldSwap = refused;
    if (refused || status >= 400) return;
    stop();
    location.assign(responseURL);
  });
  form.addEventListener("htmx:afterRequest", (event) => {
    const { status, responseText } = event.detail.xhr;
    if (status >= 200 && status < 400) return;
    waiting(button(), false);
    if (!status) later(form, pressed, ours("later"));
    else if (!/data-composer/.test(responseText)) say(word("refused"));
    const now = document.querySelector("form[data-composer]");
    (now.querySelector("[data-focus]") ?? now.querySelector("[aria-invalid=true]"))?.focus();
  });
}

/* time zone, topics and mentions, when */

function place(form) {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  if (timeZone) {
    form.elements.zone.value = timeZone;
    const hint = form.querySelector("[data-schedule] .hint");
    if (hint) hint.textContent = ours("zone").replace("{zone}", timeZone);
  }
  for (const tool of form.querySelectorAll("[data-insert]")) {
    tool.hidden = false;
    tool.addEventListener("click", () => {
      const { body } = form.elements;
      const before = body.value.slice(0, body.selectionStart);
      body.setRangeText(`${before && !/\s$/.test(before) ? " " : ""}${tool.dataset.insert}`, body.selectionStart, body.selectionEnd, "end");
      body.focus();
      body.dispatchEvent(new Event("input", { bubbles: true }));
    });
  }
}

/** Wakes one composer; an answer of 422 brings a new one. */
export default function composer(form) {
  // Back from the published note must not find its words typed again, and keep them as another draft.
  form.autocomplete = "off";
  thumbs(form);
  place(form);
  const stop = draft(form);
  preview(form);
  form.addEventListener("input", () => preview(form));
  document.querySelectorAll('[name="preview-lang"]').forEach((choice) => choice.addEventListener("change", () => preview(form)));
  for (const [name, value] of Object.entries(SENDING)) form.setAttribute(name, value);
  form.setAttribute("hx-post", form.getAttribute("action"));
  send(form, stop);
  window.htmx?.process(form);
}
