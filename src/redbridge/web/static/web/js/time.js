const exact = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "long", timeStyle: "short" });

document.addEventListener("web:new", (event) => {
  for (const time of event.target.querySelectorAll("time[datetime]:not([title])"))
    time.title = exact.format(new Date(time.dateTime));
});
