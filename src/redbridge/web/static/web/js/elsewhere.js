import { here } from "redbridge/kept";
import { newKey } from "redbridge/store";
import { say } from "redbridge/toast";

/**
 * Another page changed this draft, or published it: says so and where, and lets its person choose which one stays. Until
 * then nothing of this page is kept over the other, and all of it on this device. `again` keeps it.
 */
export default async function elsewhere(form, answer, again) {
  const place = form.querySelector("[data-elsewhere]");
  const seen = answer.headers.get("Draft-Seen");
  const sentence = (place.querySelector("span").textContent = await answer.text());
  place.querySelector("a").href = answer.headers.get("Content-Location");
  const mine = place.querySelector("[data-mine]");
  mine.hidden = place.hidden = false;
  form.dataset.apart = "1";
  here(form);
  // On a phone the form's head is far above what is typed.
  if (place.getBoundingClientRect().bottom < 0) say(sentence);
  mine.onclick = () => {
    delete form.dataset.apart;
    if (!seen) form.elements.client_key.value = newKey();
    form.elements.seen.value = seen ?? "";
    place.hidden = true;
    form.elements.title.focus();
    again();
  };
}
