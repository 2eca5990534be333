function start(box) {
  const strip = box.querySelector(".strip");
  const arrows = box.querySelectorAll("[data-step]");
  const last = Number(box.dataset.of) - 1;
  if (last < 1) return;
  const show = () => {
    const at = Math.round(strip.scrollLeft / strip.clientWidth);
    box.querySelector("[data-at]").textContent = `${at + 1} / ${last + 1}`;
    box.querySelectorAll(".pip").forEach((pip, index) => pip.classList.toggle("on", index === at));
    arrows.forEach((arrow) => (arrow.hidden = Number(arrow.dataset.step) < 0 ? at === 0 : at === last));
  };
  arrows.forEach((arrow) => arrow.addEventListener("click", () => {
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    strip.scrollBy({ left: Number(arrow.dataset.step) * strip.clientWidth, behavior: calm ? "auto" : "smooth" });
  }));
  strip.addEventListener("scroll", show, { passive: true });
  show();
}

document.addEventListener("web:new", (event) => event.target.querySelectorAll("[data-carousel]").forEach(start));
