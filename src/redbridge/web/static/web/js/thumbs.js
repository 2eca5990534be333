import { Refused, upload } from "redbridge/upload";
import { fileOf, keepFile, list, newKey } from "redbridge/store";

const word = (name) => document.getElementById("composer-words").content.querySelector(`[data-word="${name}"]`).textContent;
const all = (form) => [...form.querySelectorAll(".thumb")];
const hidden = (item, name) => item.querySelector(`input[name="${name}"]`);
const stops = new WeakMap();
let numbers = 0;

/** Ids of uploads that are not whole yet. */
export const underway = (form) => all(form).filter((item) => item.dataset.upload);

export const cover = (form) => form.querySelector(".thumb img")?.src ?? "";

function changed(form) {
  all(form).forEach((item, index) => (item.querySelector(".thumb-no").textContent = index + 1));
  const shown = form.querySelector("[data-files]");
  const limit = Number(form.querySelector("[data-drop]").dataset.limit);
  shown.hidden = !all(form).length;
  shown.textContent = `${all(form).length} / ${limit}`;
  shown.classList.toggle("over", all(form).length > limit);
  form.dispatchEvent(new Event("input", { bubbles: true }));
}

function say(item, text, wrong) {
  const place = item.querySelector(".thumb-said");
  place.hidden = !text;
  place.textContent = text;
  item.classList.toggle("wrong", Boolean(wrong));
}

function show(item, file) {
  const picture = item.querySelector("img");
  picture.src = URL.createObjectURL(file);
  picture.onerror = () => picture.removeAttribute("src");
}

const begin = (form) => form.dataset.uploads.replace("00000000-0000-0000-0000-000000000000", form.elements.client_key.value);

async function bring(form, item, file, key) {
  const bar = item.querySelector("progress");
  const stop = new AbortController();
  stops.get(item)?.abort();
  stops.set(item, stop);
  item.dataset.upload = key;
  bar.hidden = false;
  say(item, "");
  try {
    const token = () => form.elements.csrfmiddlewaretoken.value;
    const id = await upload(file, key, begin(form), token, (share) => (bar.value = share), () => say(item, word("waits")), stop.signal);
    done(form, item, key, id);
  } catch (error) {
    if (error instanceof Refused) refuse(form, item, key, error.message);
  }
}

function done(form, item, key, id) {
  delete item.dataset.upload;
  hidden(item, "picture").value = item.dataset.picture = id;
  item.querySelector("progress").hidden = true;
  say(item, "");
  item.querySelectorAll("[data-crop], [data-replace]").forEach((button) => (button.hidden = false));
  list("uploads", (kept) => kept.filter((one) => one.key !== key));
  form.dispatchEvent(new CustomEvent("picture", { bubbles: true, detail: { key, id } }));
  changed(form);
}

function refuse(form, item, key, sentence) {
  delete item.dataset.upload;
  item.querySelector("progress").hidden = true;
  say(item, sentence, true);
  list("uploads", (kept) => kept.filter((one) => one.key !== key));
  form.dispatchEvent(new Event("unpictured"));
}

function start(form, item, file, key = newKey()) {
  const draft = form.elements.client_key.value;
  keepFile(key, { file, draft });
  list("uploads", (kept) => [...kept.filter((one) => one.key !== key), { key, draft, edits: form.dataset.edits ?? "" }]);
  show(item, file);
  bring(form, item, file, key);
}

function blank(form) {
  const item = form.querySelector("[data-thumb]").content.firstElementChild.cloneNode(true);
  const described = item.querySelector('[name="alt"]');
  described.id = `alt-new-${(numbers += 1)}`;
  item.querySelector("label").htmlFor = described.id;
  wake(item);
  return item;
}

function add(form, files) {
  for (const file of files) {
    if (!/^image\//.test(file.type) && !/\.(heic|heif|avif)$/i.test(file.name)) continue;
    const item = blank(form);
    form.querySelector("[data-thumbs]").append(item);
    start(form, item, file);
  }
  changed(form);
}

function wake(item) {
  item.draggable = true;
  for (const button of item.querySelectorAll("button")) button.type = "button";
  if (item.dataset.picture) item.querySelectorAll("[data-crop], [data-replace]").forEach((button) => (button.hidden = false));
}

function move(form, item, step) {
  const other = step < 0 ? item.previousElementSibling : item.nextElementSibling;
  if (!other) return;
  if (step < 0) other.before(item);
  else other.after(item);
  changed(form);
}

function replace(form, item) {
  const chooser = Object.assign(document.createElement("input"), { type: "file", accept: form.querySelector(".file").accept });
  chooser.onchange = () => {
    hidden(item, "crop").value = hidden(item, "picture").value = item.dataset.picture = "";
    uncut(item);
    start(form, item, chooser.files[0]);
  };
  chooser.click();
}

function uncut(item) {
  const frame = item.querySelector(".thumb-frame");
  frame.classList.remove("cut");
  frame.style.aspectRatio = item.querySelector("img").style.cssText = "";
}

/** The part that stays, drawn in the frame. */
function cut(item, said) {
  uncut(item);
  if (!said) return;
  const [x, y, w, h] = said.split(",").map(Number);
  const picture = item.querySelector("img");
  const frame = item.querySelector(".thumb-frame");
  frame.classList.add("cut");
  const shape = () => (frame.style.aspectRatio = String((w * picture.naturalWidth) / (h * picture.naturalHeight)));
  if (picture.naturalWidth) shape();
  else picture.addEventListener("load", shape, { once: true });
  Object.assign(picture.style, { width: `${100 / w}%`, height: `${100 / h}%`, left: `${(-100 * x) / w}%`, top: `${(-100 * y) / h}%` });
}

async function crop(form, item) {
  const { default: ask } = await import("redbridge/crop");
  const said = await ask(item.querySelector("img").src, hidden(item, "crop").value);
  if (said === null) return;
  hidden(item, "crop").value = said;
  cut(item, said);
  changed(form);
}

function press(form, event) {
  const button = event.target.closest(".thumb button");
  const item = button?.closest(".thumb");
  if (!item) return;
  const { move: step, remove, crop: cropping } = button.dataset;
  if (step) move(form, item, Number(step));
  else if (remove !== undefined) {
    stops.get(item)?.abort();
    list("uploads", (kept) => kept.filter((one) => one.key !== item.dataset.upload));
    const next = item.nextElementSibling ?? item.previousElementSibling;
    item.remove();
    changed(form);
    (next?.querySelector("[data-remove]") ?? form.querySelector(".file")).focus();
  } else if (cropping !== undefined) crop(form, item);
  else replace(form, item);
  if (step) (button.offsetParent ? button : item.querySelector(`[data-move="${-step}"]`)).focus();
}

function drag(form) {
  let held;
  form.addEventListener("dragstart", (event) => {
    held = event.target.closest?.(".thumb");
    if (held) event.dataTransfer.effectAllowed = "move";
  });
  form.addEventListener("dragover", (event) => {
    const over = event.target.closest?.(".thumb");
    if (held && over && over !== held) {
      event.preventDefault();
      const box = over.getBoundingClientRect();
      if (event.clientX > box.left + box.width / 2) over.after(held);
      else over.before(held);
    } else if (!held && event.dataTransfer.types.includes("Files")) {
      event.preventDefault();
      form.querySelector(".drop-area").classList.add("over");
    }
  });
  form.addEventListener("dragleave", (event) => event.target.closest?.(".drop-area")?.classList.remove("over"));
  form.addEventListener("dragend", () => {
    held = undefined;
    changed(form);
  });
  form.addEventListener("drop", (event) => {
    if (held) return event.preventDefault();
    if (!event.dataTransfer.files.length) return undefined;
    event.preventDefault();
    form.querySelector(".drop-area").classList.remove("over");
    return add(form, event.dataTransfer.files);
  });
}

/** Uploads that a closed tab or a reload broke off go on. */
async function resume(form) {
  for (const { key, draft } of list("uploads")) {
    if (draft !== form.elements.client_key.value) continue;
    const kept = await fileOf(key);
    if (!kept) list("uploads", (all_) => all_.filter((one) => one.key !== key));
    else if (!all(form).some((item) => item.dataset.upload === key)) {
      const item = blank(form);
      form.querySelector("[data-thumbs]").append(item);
      start(form, item, kept.file, key);
    }
  }
  if (all(form).length) changed(form);
}

/** Wakes the picture field of a composer. */
export default function thumbs(form) {
  if (!form.querySelector("[data-drop]")) return;
  const input = form.querySelector(".file");
  const take = () => {
    add(form, [...input.files]);
    input.value = "";
  };
  input.removeAttribute("name");
  input.addEventListener("change", take);
  all(form).forEach((item) => {
    wake(item);
    cut(item, hidden(item, "crop").value);
  });
  form.querySelector("[data-thumbs]").addEventListener("click", (event) => press(form, event));
  drag(form);
  // Chosen before this script was there.
  if (input.files.length) take();
  form.addEventListener("resume", () => resume(form));
  resume(form);
}
