import { list } from "redbridge/store";

/**
 * What is typed into a form with `data-keep` stays on this device until it has arrived: the element that stands in the
 * form's place then has the same key, and is no form.
 */
export default function keep(element) {
  const key = element.dataset.keep;
  const others = (all) => all.filter((one) => one.key !== key);
  if (element.tagName !== "FORM") return void list("kept", others);
  const field = element.querySelector("textarea");
  const found = list("kept").find((one) => one.key === key);
  if (found && !field.value) {
    field.value = found.words;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    element.querySelector("[data-keep-said]")?.removeAttribute("hidden");
  }
  element.addEventListener("input", () =>
    list("kept", (all) => (field.value.trim() ? [...others(all), { key, words: field.value }].slice(-20) : others(all))));
}
