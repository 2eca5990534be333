const segmenter = new Intl.Segmenter(undefined, { granularity: "grapheme" });
// The same ranges as kernel.text: browsers know no East Asian Width.
const WIDE = new RegExp(
  "^[\\u1100-\\u115F\\u2E80-\\u303E\\u3041-\\uA4CF\\uA960-\\uA97C\\uAC00-\\uD7A3\\uF900-\\uFAFF\\uFE30-\\uFE6F" +
  "\\uFF01-\\uFF60\\uFFE0-\\uFFE6\\u{16FE0}-\\u{18DFF}\\u{1B000}-\\u{1B2FF}\\u{20000}-\\u{3FFFD}]" +
  "|[\\p{Emoji_Presentation}\\uFE0F]", "u");

const split = (text) => [...segmenter.segment(text)].map((part) => part.segment);

/** Characters as a reader counts them. */
export const graphemes = (text) => split(text).length;
/** Display units: 2 for a Chinese character or an emoji, 1 for any other. */
export const width = (text) => split(text).reduce((sum, one) => sum + (WIDE.test(one) ? 2 : 1), 0);

function count(field) {
  const input = field.querySelector("input, textarea");
  const shown = field.querySelector(".counter");
  const limit = Number(field.dataset.limit);
  const text = input.value.normalize("NFC").trim();
  const used = field.dataset.counter === "width" ? width(text) : graphemes(text);
  shown.hidden = false;
  shown.textContent = `${used} / ${limit.toLocaleString("en")}`;
  shown.classList.toggle("over", used > limit);
}

document.addEventListener("input", (event) => {
  const field = event.target.closest("[data-counter]");
  if (field) count(field);
});
document.addEventListener("web:new", (event) => event.target.querySelectorAll("[data-counter]").forEach(count));
