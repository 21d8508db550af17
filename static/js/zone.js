// Tells the server in which time zone this browser is, so that every page after this one shows and takes its times.
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
const secure = window.location.protocol === "https:" ? "; secure" : "";
if (zone && !document.cookie.split("; ").includes(`zone=${zone}`)) {
  document.cookie = `zone=${zone}; path=/; max-age=31536000; samesite=lax${secure}`;
}
