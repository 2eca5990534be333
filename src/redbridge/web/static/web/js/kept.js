import { list } from "redbridge/store";

// The copies of drafts that this device keeps until the server has them.
export const TYPED = ["title", "body", "words", "place", "second_title", "second_body", "second_words"];
const NOT_KEPT = ["csrfmiddlewaretoken", "do", "over"];
export const entries = (form) => [...new FormData(form)].filter(([name, value]) => typeof value === "string" && !NOT_KEPT.includes(name));
export const empty = (form) => !TYPED.some((name) => form.elements[name]?.value.trim()) && !form.querySelector(".thumb");

/** A draft's own key; the page's, while another page has changed the draft, so that it is not taken for that draft's words. */
const keyOf = (form) => form.elements[form.dataset.apart ? "page" : "client_key"].value;
const others = (all, form) => all.filter(({ key }) => key !== form.elements.client_key.value && key !== form.elements.page.value);

export const here = (form) => list("drafts", (all) => [...others(all, form),
  { key: keyOf(form), path: location.pathname, at: Date.now(), fields: entries(form) }].slice(-20));
export const gone = (form) => list("drafts", (all) => others(all, form));
export const isHere = (form) => list("drafts").some(({ key }) => key === keyOf(form));

/** Words that this device kept and the server never got: put where they go on with what the server has, else offered. */
export function offer(form) {
  const all = list("drafts").filter((one) => one.path === location.pathname);
  const found = all.find(({ key }) => key === form.elements.client_key.value) ?? all.at(-1);
  if (!found) return;
  const said = Object.fromEntries(found.fields);
  const same = found.key === form.elements.client_key.value;
  if (same && (said.page === form.dataset.writer || said.seen === form.elements.seen.value)) return void fill(form, found.fields);
  if (!same && !empty(form)) return;
  const place = form.querySelector("[data-local]");
  place.hidden = false;
  place.querySelector("[data-local-name]").textContent = (said.title || said.words || said.body || "…").slice(0, 60);
  place.querySelector("[data-local-open]").addEventListener("click", () => {
    fill(form, found.fields);
    place.hidden = true;
    form.elements.title.focus();
  });
}

/** The page that wrote them may be open still: this one goes on with its words under its own name. */
function fill(form, fields) {
  for (const [name, value] of fields) {
    const field = form.elements[name];
    if (["picture", "alt", "crop", "note", "page", "seen", "after"].includes(name) || !field) continue;
    if (field.type === "checkbox") field.checked = true;
    else field.value = value;
  }
  form.elements.after.value = Object.fromEntries(fields).page ?? "";
  form.dispatchEvent(new Event("resume"));
  form.dispatchEvent(new Event("input", { bubbles: true }));
}
