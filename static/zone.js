// The clock of whoever reads: asked of the browser once, then part of the address, so that it works like any choice.
const box = document.querySelector("[data-zone]");
const { timeZone } = Intl.DateTimeFormat().resolvedOptions();

if (box && timeZone && !("zoneGiven" in box.dataset)) {
  const address = new URL(location.href);
  address.searchParams.set("zone", timeZone);
  location.replace(address);
}
