const YEAR = 31536000;

document.addEventListener("change", (event) => {
  if (event.target.name !== "theme") return;
  const theme = event.target.value;
  const known = theme === "light" || theme === "dark";
  if (known) document.documentElement.dataset.theme = theme;
  else delete document.documentElement.dataset.theme;
  document.cookie = `theme=${known ? theme : ""};path=/;max-age=${known ? YEAR : 0};samesite=lax`;
});
