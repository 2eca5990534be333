// Forms that a passkey fills: `data-kind` create or get; options in `data-options`, or from the address `data-options-from`.
const BYTES = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"];
let autofill;

const bytes = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (one) => one.charCodeAt(0));
const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
const ids = (list) => (list ?? []).map((one) => ({ ...one, id: bytes(one.id) }));

/** The server's JSON as the browser wants it. */
function asked({ publicKey: key }) {
  const ready = { ...key, challenge: bytes(key.challenge) };
  if (key.user) Object.assign(ready, { user: { ...key.user, id: bytes(key.user.id) }, excludeCredentials: ids(key.excludeCredentials) });
  else ready.allowCredentials = ids(key.allowCredentials);
  return ready;
}

/** The browser's answer as JSON. */
function answered(credential) {
  const { id, type, rawId, response } = credential;
  const parts = BYTES.filter((name) => response[name]).map((name) => [name, text(response[name])]);
  const clientExtensionResults = credential.getClientExtensionResults();
  return JSON.stringify({ id, type, rawId: text(rawId), response: Object.fromEntries(parts), clientExtensionResults });
}

/** The options, or null where the form itself has something to mend. */
async function options(form) {
  const { options: here, optionsFrom: from, kind } = form.dataset;
  await form.ready?.();
  if (here) return JSON.parse(here);
  const headers = { Accept: "application/json" };
  const answer = await fetch(from, kind === "create" ? { method: "POST", body: new FormData(form), headers } : { headers });
  if (!answer.ok) return null;
  const found = await answer.json();
  return found.request_options ?? found;
}

async function ceremony(form, more = {}) {
  const found = await options(form);
  if (found) {
    const publicKey = asked(found);
    const credential = await navigator.credentials[form.dataset.kind]({ publicKey, ...more });
    form.elements.credential.value = answered(credential);
  }
  if (form.dataset.action) form.action = form.dataset.action;
  // Without an answer the server says what is wrong, beside its field.
  form.submit();
}

async function press(form, button) {
  const [failed, label] = [form.querySelector("[data-failed]"), button.querySelector("span")];
  const words = label.textContent;
  autofill?.abort();
  failed.hidden = true;
  button.ariaDisabled = "true";
  label.textContent = button.dataset.waiting ?? words;
  try {
    await ceremony(form);
  } catch {
    failed.hidden = false;
    button.ariaDisabled = null;
    label.textContent = words;
  }
}

/** A field that offers passkeys among its suggestions, where the browser can. */
async function suggest(form) {
  if (!(await PublicKeyCredential.isConditionalMediationAvailable?.())) return;
  autofill = new AbortController();
  ceremony(form, { mediation: "conditional", signal: autofill.signal }).catch(() => {});
}

export default function passkey(form) {
  if (!window.PublicKeyCredential) return;
  const button = form.querySelector("[data-passkey]");
  for (const part of form.querySelectorAll("[data-passkey-part], [data-passkey]")) part.hidden = false;
  form.querySelector("[data-second]")?.classList.replace("primary", "quiet");
  button.addEventListener("click", () => {
    if (button.ariaDisabled !== "true") press(form, button);
  });
  // Enter means the passkey, until somebody begins with email and password.
  form.addEventListener("keydown", (event) => {
    const other = [...form.querySelectorAll("[name=email], [name=password1]")].some((field) => field.value);
    if (event.key !== "Enter" || event.isComposing || event.target.tagName !== "INPUT" || other) return;
    event.preventDefault();
    button.click();
  });
  if ("autofill" in form.dataset) suggest(form);
}
