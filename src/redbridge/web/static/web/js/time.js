// The server writes times in the zone this cookie names; on the first page, which came before it, they are put right here.
const { lang } = document.documentElement;
const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
const zone = `zone=${timeZone}`;
const known = document.cookie.split("; ").includes(zone);
if (!known) document.cookie = `${zone}; path=/; max-age=31536000; samesite=lax`;

const exact = new Intl.DateTimeFormat(lang, { dateStyle: "long", timeStyle: "short" });
document.addEventListener("web:new", (event) => {
  if (known) return;
  for (const time of event.target.querySelectorAll("time[datetime]")) time.title = exact.format(new Date(time.dateTime));
});
