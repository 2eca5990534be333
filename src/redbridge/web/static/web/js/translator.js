import { say, word } from "redbridge/toast";

const mine = document.documentElement.lang;
const stem = (tag) => tag.split("-")[0];
/** Browsers call Simplified Chinese zh. */
const code = (tag) => (tag === "zh-Hans" ? "zh" : tag);
const reads = new Set([mine, ...(document.body.dataset.reads ?? "").split(" ")].map(stem));
/** What stays as it is inside a line: stickers and emoji; links are elements of their own. */
const KEPT = /(\[[\p{L}\p{N}][\p{L}\p{N} ]{0,25}R\]|\p{Extended_Pictographic}[\p{Extended_Pictographic}\p{Emoji_Modifier}\u200D\uFE0F]*)/u;

/** Asks the browser whether it can translate this text, and offers a button where it can. */
async function offer(text) {
  const pair = { sourceLanguage: code(text.dataset.lang), targetLanguage: code(mine) };
  if (text.dataset.offered || reads.has(stem(text.dataset.lang)) || /^(|und|zxx)$/.test(text.dataset.lang)) return;
  text.dataset.offered = "1";
  if ((await Translator.availability(pair)) === "unavailable") return;
  const button = Object.assign(document.createElement("button"), { type: "button", className: "link fine", textContent: word("translate") });
  button.addEventListener("click", () => translate(text, pair, button));
  text.after(button);
}

/** A text, and the title over it, each with its copy in the reader's language after it. */
async function translate(text, pair, button) {
  button.disabled = true;
  try {
    const engine = await Translator.create(pair);
    const titles = text.id || text.closest(".note-body") ? (text.closest("article")?.querySelectorAll("[data-untranslated=with]") ?? []) : [];
    const copies = [];
    for (const one of [...titles, text]) copies.push([one, await translated(one, engine)]);
    for (const [one, copy] of copies) one.after(copy);
    button.remove();
  } catch {
    button.disabled = false;
    say(word("refused"));
  }
}

async function translated(text, engine) {
  const copy = text.cloneNode(true);
  copy.removeAttribute("id");
  delete copy.dataset.untranslated;
  delete copy.dataset.turn;
  copy.lang = mine;
  copy.querySelectorAll("rt, rp, wbr").forEach((extra) => extra.remove());
  copy.querySelectorAll("ruby, .term").forEach((term) => term.replaceWith(term.textContent));
  copy.normalize();
  const nodes = document.createTreeWalker(copy, NodeFilter.SHOW_TEXT);
  while (nodes.nextNode()) {
    const node = nodes.currentNode;
    // Text goes in and text comes out: whatever the engine says is never markup.
    if (!node.parentElement.closest("a")) node.data = await line(node.data, engine);
  }
  return copy;
}

async function line(said, engine) {
  const parts = said.split(KEPT);
  for (let at = 0; at < parts.length; at += 2) {
    if (!/\p{L}/u.test(parts[at])) continue;
    const [, before, words, after] = /^(\s*)(.*?)(\s*)$/su.exec(parts[at]);
    const answer = await engine.translate(words);
    if (typeof answer !== "string" || !answer.trim()) throw new Error("no translation");
    parts[at] = before + answer + after;
  }
  return parts.join("");
}

const look = (root) => root.querySelectorAll('[data-untranslated]:not([data-untranslated="with"])').forEach((text) => offer(text).catch(() => {}));
look(document);
document.addEventListener("web:new", (event) => look(event.target));
