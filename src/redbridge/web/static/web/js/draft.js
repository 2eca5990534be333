import { list } from "redbridge/store";
import { word } from "redbridge/toast";

const TYPED = ["title", "body", "words", "place", "second_title", "second_body", "second_words"];
const kept = (form) => new FormData(form);
const entries = (form) => [...kept(form)].filter(([name, value]) => typeof value === "string" && !["csrfmiddlewaretoken", "do"].includes(name));
const empty = (form) => !TYPED.some((name) => form.elements[name]?.value.trim()) && !form.querySelector(".thumb");

function told(form) {
  const time = new Date().toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  form.querySelector("[data-draft]").textContent = word("draft").replace("{time}", time);
}

/** The copy on this device stays until the server has one. */
const here = (form) => list("drafts", (all) => [...all.filter((one) => one.key !== form.elements.client_key.value),
  { key: form.elements.client_key.value, path: location.pathname, at: Date.now(), fields: entries(form) }].slice(-20));
const gone = (key) => list("drafts", (all) => all.filter((one) => one.key !== key));

/** Keeps what is typed, by itself: every few seconds, when the tab closes, when the network comes back. */
export default function draft(form) {
  let timer = 0;
  let dirty = false;
  let over = false;
  const send = async () => {
    clearTimeout(timer);
    timer = 0;
    if (!dirty || over) return;
    dirty = false;
    const key = form.elements.client_key.value;
    const said = new URLSearchParams(entries(form));
    said.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    try {
      const answer = await fetch(form.dataset.save, { method: "POST", body: said, headers: { "HX-Request": "true" } });
      if (answer.ok) {
        told(form);
        if (!dirty) gone(key);
        return;
      }
    } catch {
      // No network: the copy on this device is what there is.
    }
    if (list("drafts").some((one) => one.key === key)) told(form);
  };
  form.addEventListener("input", () => {
    if (over || empty(form)) return;
    dirty = true;
    here(form);
    timer ||= setTimeout(send, 2000);
  });
  addEventListener("online", () => {
    dirty ||= list("drafts").some((one) => one.key === form.elements.client_key.value);
    send();
  });
  addEventListener("pagehide", () => {
    if (!dirty || over) return;
    const said = kept(form);
    said.delete("pictures");
    navigator.sendBeacon(form.dataset.save, said);
  });
  offer(form);
  // Typed before this script was there.
  if (TYPED.some((name) => form.elements[name] && form.elements[name].value !== form.elements[name].defaultValue))
    form.dispatchEvent(new Event("input", { bubbles: true }));
  return () => {
    over = true;
    clearTimeout(timer);
    gone(form.elements.client_key.value);
  };
}

/** Words that this device kept and the server never got are offered, where nothing is written yet. */
function offer(form) {
  const found = list("drafts").filter((one) => one.path === location.pathname).at(-1);
  const place = form.querySelector("[data-local]");
  if (!found) return;
  if (found.key === form.elements.client_key.value) return void fill(form, found.fields);
  if (!empty(form)) return;
  place.hidden = false;
  const said = Object.fromEntries(found.fields);
  place.querySelector("[data-local-name]").textContent = (said.title || said.words || said.body || "…").slice(0, 60);
  place.querySelector("[data-local-open]").addEventListener("click", () => {
    fill(form, found.fields);
    place.hidden = true;
    form.elements.title.focus();
  });
}

function fill(form, fields) {
  for (const [name, value] of fields) {
    const field = form.elements[name];
    if (["picture", "alt", "crop", "note"].includes(name) || !field) continue;
    if (field.type === "checkbox") field.checked = true;
    else field.value = value;
  }
  form.dispatchEvent(new Event("resume"));
  form.dispatchEvent(new Event("input", { bubbles: true }));
}
