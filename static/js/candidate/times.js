// Beside the server's time, the same moment where the reader is, when the two clocks differ.
export function showOwnTimes() {
  for (const time of document.querySelectorAll("time[data-local]:not([data-done])")) {
    time.dataset.done = "";
    const moment = new Date(time.dateTime);
    const shown = time.textContent.match(/(\d{1,2}):(\d{2})/);
    if (!shown || Number.isNaN(moment.getTime())) continue;
    if (Number(shown[1]) === moment.getHours() && Number(shown[2]) === moment.getMinutes()) continue;
    const own = new Intl.DateTimeFormat("en-GB", { weekday: "long", hour: "2-digit", minute: "2-digit" });
    time.append(` (${own.format(moment)} where you are)`);
  }
}
