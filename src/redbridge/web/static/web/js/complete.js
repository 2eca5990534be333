const START = /(?:^|[^\p{L}\p{N}_&/])([#＃@＠][\p{L}\p{M}\p{N}_]{1,60})$/u;

const said = (name) => document.getElementById("composer-words")?.content.querySelector(`[data-word="${name}"]`)?.textContent ?? "";

/** Offers topics and people while one types them: a list under the field, by keys or by touch. */
export default function complete(field) {
  const menu = Object.assign(document.createElement("ul"), { className: "completions", id: `${field.id}-options`, hidden: true });
  menu.setAttribute("role", "listbox");
  menu.setAttribute("aria-label", said("suggestions"));
  const told = Object.assign(document.createElement("span"), { className: "vh" });
  told.setAttribute("role", "status");
  field.after(menu, told);
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-controls", menu.id);
  field.autocomplete = "off";
  let at = -1;
  let asked = 0;
  let timer = 0;
  const options = () => [...menu.children];
  const wanted = () => field.value.slice(0, field.selectionStart).match(START)?.[1]?.replace("＃", "#").replace("＠", "@");

  const close = () => {
    menu.hidden = true;
    at = -1;
    asked += 1;
    told.textContent = "";
    field.removeAttribute("aria-activedescendant");
  };
  const point = (to) => {
    at = (to + options().length) % options().length;
    options().forEach((option, index) => option.setAttribute("aria-selected", String(index === at)));
    field.setAttribute("aria-activedescendant", options()[at].id);
    options()[at].scrollIntoView({ block: "nearest" });
  };
  const take = (option) => {
    const end = field.selectionStart;
    const start = end - (wanted()?.length ?? 0);
    field.setRangeText(`${option.dataset.insert} `, start, end, "end");
    close();
    field.focus();
    field.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const look = async (of) => {
    const mine = (asked += 1);
    const answer = await fetch(`${field.dataset.complete}?${new URLSearchParams({ of })}`, { headers: { "HX-Request": "true" } }).catch(() => null);
    if (!answer?.ok || mine !== asked) return;
    menu.innerHTML = await answer.text();
    options().forEach((option, index) => (option.id = `${menu.id}-${index}`));
    menu.hidden = !options().length;
    told.textContent = menu.hidden ? "" : said("options").replace("{n}", options().length);
    at = -1;
  };

  field.addEventListener("input", (event) => {
    clearTimeout(timer);
    const of = event.isComposing ? undefined : wanted();
    if (of) timer = setTimeout(look, 150, of);
    else close();
  });
  field.addEventListener("keydown", (event) => {
    if (menu.hidden || event.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) point(at < 0 && step < 0 ? options().length - 1 : at + step);
    else if ((event.key === "Enter" || event.key === "Tab") && at >= 0) take(options()[at]);
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
  });
  field.addEventListener("blur", () => setTimeout(close, 150));
  menu.addEventListener("mousedown", (event) => event.preventDefault());
  menu.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) take(option);
  });
}
