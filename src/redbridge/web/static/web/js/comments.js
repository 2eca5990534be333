import { say, word } from "redbridge/toast";

const formOf = (event) => event.target.closest?.("form[data-comment]");

/** A version 4 UUID; crypto.randomUUID is missing where a site is served without TLS. */
function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

/** A waiting button says what it is doing, and sends nothing twice (hx-sync drops it). */
export function waiting(button, on) {
  if (!button) return;
  button.ariaDisabled = on ? "true" : null;
  const label = button.querySelector("span") ?? button;
  if (on) button.dataset.label = label.textContent;
  label.textContent = on ? button.dataset.waiting : (button.dataset.label ?? label.textContent);
}

function sent(form) {
  form.reset();
  form.elements.client_key.value = newKey();
  mark(form, null);
  form.closest("details")?.removeAttribute("open");
  document.querySelector(".comments-none")?.remove();
  const list = document.querySelector(form.getAttribute("hx-target"));
  list?.[form.elements.parent ? "lastElementChild" : "firstElementChild"]?.scrollIntoView({ block: "nearest" });
}

/** Puts the answer's own sentence under the field, or takes it away; what was typed stays. */
function mark(form, error) {
  form.querySelector(".error")?.remove();
  const field = form.elements.body;
  field.ariaInvalid = error ? "true" : null;
  if (!error) return;
  error.id = `${field.id}-error`;
  field.setAttribute("aria-describedby", error.id);
  form.append(error);
  field.focus();
}

document.addEventListener("htmx:configRequest", (event) => {
  const form = formOf(event);
  if (form && !event.detail.parameters.client_key) {
    form.elements.client_key.value = newKey();
    event.detail.parameters.client_key = form.elements.client_key.value;
  }
});
document.addEventListener("htmx:beforeRequest", (event) => {
  const form = formOf(event);
  if (form) waiting(form.querySelector("[data-waiting]"), true);
});
// A refusal comes as the whole note: only its sentence is of use here.
document.addEventListener("htmx:beforeSwap", (event) => {
  const form = event.detail.requestConfig?.elt;
  if (!form?.matches?.("form[data-comment]") || event.detail.xhr.status < 400) return;
  event.detail.shouldSwap = false;
  const page = new DOMParser().parseFromString(event.detail.xhr.responseText, "text/html");
  const error = page.querySelector("form[data-comment] .error");
  if (error) mark(form, error);
  else say(word("refused"));
});
document.addEventListener("htmx:afterRequest", (event) => {
  const form = formOf(event);
  if (!form) return;
  waiting(form.querySelector("[data-waiting]"), false);
  if (event.detail.xhr.status >= 200 && event.detail.xhr.status < 400) sent(form);
  else if (!event.detail.xhr.status) say(word("offline"));
});
document.addEventListener("keydown", (event) => {
  const form = formOf(event);
  if (form && event.key === "Enter" && (event.ctrlKey || event.metaKey) && !event.isComposing) form.requestSubmit();
});
