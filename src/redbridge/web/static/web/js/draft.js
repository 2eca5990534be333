import elsewhere from "redbridge/elsewhere";
import { empty, entries, gone, here, isHere, offer, TYPED } from "redbridge/kept";
import { say, word } from "redbridge/toast";
import renew from "redbridge/token";

const ours = (name) => document.getElementById("composer-words").content.querySelector(`[data-word="${name}"]`).textContent;
const kept = (form) => new FormData(form);

function told(form) {
  const time = new Date().toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  form.querySelector("[data-draft]").textContent = word("draft").replace("{time}", time);
}

let knows = false;

/** Said once; what is typed meanwhile is on this device, and with the server as soon as they are back. */
function signedOut() {
  if (knows) return;
  knows = true;
  const door = `/accounts/login/?next=${encodeURIComponent(location.pathname)}`;
  say(ours("signed-out"), Object.assign(document.createElement("a"), { href: door, target: "_blank", textContent: word("enter") }));
}

/** Keeps what is typed, by itself: every few seconds, when the tab closes, when the network comes back. */
export default function draft(form) {
  let timer = 0;
  let dirty = false;
  let over = false;
  let busy = false;
  const send = async () => {
    clearTimeout(timer);
    timer = 0;
    // While another page's words are in the way, the device alone keeps these.
    if (!dirty || over || form.dataset.apart) return;
    // One at a time: on a slow network an earlier one could arrive after a later one.
    if (busy) return void (timer = setTimeout(send, 1000));
    busy = true;
    dirty = false;
    const said = new URLSearchParams(entries(form));
    said.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    try {
      const answer = await fetch(form.dataset.save, { method: "POST", body: said, headers: { "HX-Request": "true" } });
      if (over) return;
      if (answer.ok) {
        knows = false;
        told(form);
        form.elements.seen.value = answer.headers.get("Draft-Seen") ?? "";
        if (!dirty) gone(form);
        return;
      }
      if (answer.status === 409) await elsewhere(form, answer, again);
      if (answer.status === 401 || answer.status === 403) {
        if (await renew()) return again();
        signedOut();
      }
    } catch {
      // No network: the copy on this device is what there is.
    } finally {
      busy = false;
    }
    if (isHere(form)) told(form);
  };
  const again = () => {
    dirty = true;
    send();
  };
  form.addEventListener("input", () => {
    if (over || empty(form)) return;
    dirty = true;
    here(form);
    timer ||= setTimeout(send, 2000);
  });
  addEventListener("online", () => {
    dirty ||= isHere(form);
    send();
  });
  addEventListener("pagehide", () => {
    if (!dirty || over || form.dataset.apart) return;
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
    gone(form);
  };
}
