import { say, word } from "redbridge/toast";

const formOf = (event) => event.target.closest?.("form[data-comment]");

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
  form.elements.client_key.value = crypto.randomUUID();
  form.querySelector(".error")?.remove();
  form.elements.body.ariaInvalid = null;
  form.closest("details")?.removeAttribute("open");
}

document.addEventListener("htmx:beforeRequest", (event) => {
  const form = formOf(event);
  if (form) waiting(form.querySelector("[data-waiting]"), true);
});
document.addEventListener("htmx:beforeSwap", (event) => {
  const form = event.detail.requestConfig?.elt;
  if (!form?.matches("form[data-comment]") || event.detail.xhr.status !== 422) return;
  event.detail.target = form;
  event.detail.swapOverride = "outerHTML";
});
document.addEventListener("htmx:afterRequest", (event) => {
  const form = formOf(event);
  if (!form) return;
  waiting(form.querySelector("[data-waiting]"), false);
  if (event.detail.successful) sent(form);
  else if (event.detail.xhr.status !== 422) say(event.detail.xhr.status ? word("refused") : word("offline"));
});
document.addEventListener("keydown", (event) => {
  const form = formOf(event);
  if (form && event.key === "Enter" && (event.ctrlKey || event.metaKey) && !event.isComposing) form.requestSubmit();
});
