import { say, word } from "redbridge/toast";

const mine = document.documentElement.lang;
const stem = (code) => code.split("-")[0];
const reads = new Set([mine, ...(document.body.dataset.reads ?? "").split(" ")].map(stem));

/** Asks the browser whether it can translate this text, and offers a button where it can. */
async function offer(text) {
  const pair = { sourceLanguage: text.dataset.lang, targetLanguage: mine };
  if (text.dataset.offered || reads.has(stem(pair.sourceLanguage)) || pair.sourceLanguage === "und") return;
  text.dataset.offered = "1";
  if ((await Translator.availability(pair)) === "unavailable") return;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "link fine";
  button.textContent = word("translate");
  button.addEventListener("click", () => translate(text, pair, button));
  text.after(button);
}

async function translate(text, pair, button) {
  button.disabled = true;
  try {
    const engine = await Translator.create(pair);
    const copy = text.cloneNode(false);
    copy.lang = mine;
    for (const paragraph of text.querySelectorAll("p")) {
      const line = document.createElement("p");
      line.textContent = await engine.translate(paragraph.innerText);
      copy.append(line);
    }
    button.replaceWith(copy);
  } catch {
    button.disabled = false;
    say(word("refused"));
  }
}

if ("Translator" in self)
  document.addEventListener("web:new", (event) =>
    event.target.querySelectorAll("[data-untranslated]").forEach((text) => offer(text).catch(() => {})));
