const LEAST = 0.08;
const clamp = (value, low, high) => Math.min(Math.max(value, low), high);

/** Ask which part of a picture shall stay: "x,y,w,h" as fractions, "" for all of it, null for no change. */
export default function ask(src, said) {
  const dialog = document.getElementById("crop-dialog");
  const image = dialog.querySelector("img");
  const box = dialog.querySelector("[data-box]");
  let part = said ? said.split(",").map(Number) : [0, 0, 1, 1];
  const ratio = () => Number(dialog.querySelector('[name="ratio"]:checked').value) / (image.naturalWidth / image.naturalHeight);

  const draw = () => {
    const [x, y, w, h] = part;
    Object.assign(box.style, { left: `${100 * x}%`, top: `${100 * y}%`, width: `${100 * w}%`, height: `${100 * h}%` });
  };
  /** Keeps the part inside the picture and in its shape, which is that of `w`. */
  const set = (x, y, w, h) => {
    const shape = ratio();
    let width = clamp(w, LEAST, 1);
    let height = clamp(shape ? width / shape : h, LEAST, 1);
    if (shape) width = height * shape > 1 ? ((height = 1 / shape), 1) : height * shape;
    part = [clamp(x, 0, 1 - width), clamp(y, 0, 1 - height), width, height];
    draw();
  };
  const reshape = () => {
    const shape = ratio();
    if (shape) set(0.5 - Math.min(1, shape) / 2, 0.5 - Math.min(1, 1 / shape) / 2, Math.min(1, shape), Math.min(1, 1 / shape));
  };
  const drag = (event) => {
    const corner = event.target.dataset.corner ?? "";
    const stage = image.getBoundingClientRect();
    const [x, y, w, h] = part;
    const start = event;
    event.preventDefault();
    box.focus();
    box.setPointerCapture(event.pointerId);
    const follow = (now) => {
      const dx = (now.clientX - start.clientX) / stage.width;
      const dy = (now.clientY - start.clientY) / stage.height;
      if (!corner) return set(x + dx, y + dy, w, h);
      const wide = corner.includes("w") ? w - dx : w + dx;
      const high = corner.includes("n") ? h - dy : h + dy;
      set(x, y, wide, high);
      if (corner.includes("w")) part[0] = clamp(x + w - part[2], 0, 1 - part[2]);
      if (corner.includes("n")) part[1] = clamp(y + h - part[3], 0, 1 - part[3]);
      return draw();
    };
    box.onpointermove = follow;
    box.onpointerup = box.onpointercancel = () => (box.onpointermove = null);
  };
  const steer = (event) => {
    const by = { ArrowLeft: [-0.02, 0], ArrowRight: [0.02, 0], ArrowUp: [0, -0.02], ArrowDown: [0, 0.02] }[event.key];
    if (!by) return;
    event.preventDefault();
    const [x, y, w, h] = part;
    if (event.shiftKey) set(x, y, w + by[0] + (ratio() ? by[1] : 0), h + by[1]);
    else set(x + by[0], y + by[1], w, h);
  };

  return new Promise((done) => {
    image.src = src;
    box.onpointerdown = drag;
    box.onkeydown = steer;
    dialog.querySelector(".segments").onchange = reshape;
    dialog.querySelector('[name="ratio"]').checked = true;
    dialog.returnValue = "";
    dialog.onclose = () => {
      image.removeAttribute("src");
      const whole = part[2] > 0.999 && part[3] > 0.999;
      const found = { use: whole ? "" : part.map((one) => one.toFixed(4)).join(","), whole: "" };
      done(found[dialog.returnValue] ?? null);
    };
    // A shape can be cut once the picture's own is known.
    image.decode().catch(() => {}).then(() => {
      dialog.showModal();
      draw();
      box.focus();
    });
  });
}
