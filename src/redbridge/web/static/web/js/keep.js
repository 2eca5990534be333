import { list } from "redbridge/store";

/**
 * What is typed into a form with `data-keep` stays on this device until it has arrived: the element that stands in the
 * form's place then has the same key and is no form, or the form has another key.
 */
export default function keep(element) {
  const key = element.dataset.keep;
  const others = (all) => all.filter((one) => one.key !== key);
  if (element.tagName !== "FORM") return void list("kept", others);
  const fields = [...element.querySelectorAll("textarea")];
  const words = list("kept").find((one) => one.key === key)?.words ?? {};
  for (const field of fields) {
    if (!words[field.name] || field.value) continue;
    field.value = words[field.name];
    field.dispatchEvent(new Event("input", { bubbles: true }));
    element.querySelector("[data-keep-said]")?.removeAttribute("hidden");
  }
  element.addEventListener("input", () => {
    const typed = Object.fromEntries(fields.filter(({ value }) => value.trim()).map(({ name, value }) => [name, value]));
    list("kept", (all) => (Object.keys(typed).length ? [...others(all), { key, words: typed }].slice(-20) : others(all)));
  });
}
