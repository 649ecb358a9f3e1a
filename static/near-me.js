// "Use where I am": the browser rounds the position to 0.01° (about a kilometre) before anything leaves it.
const rounded = (degrees) => (Math.round(degrees * 100) / 100).toFixed(2);

for (const button of document.querySelectorAll("[data-near-me]")) {
  if (!("geolocation" in navigator) || !window.isSecureContext) continue;
  const line = button.parentElement;
  const status = line.querySelector("[role=status]");
  line.hidden = false;
  button.addEventListener("click", () => {
    button.disabled = true;
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        const goal = new URL(button.dataset.nearMe, location.href);
        goal.searchParams.delete("near");
        goal.searchParams.set("lat", rounded(coords.latitude));
        goal.searchParams.set("lon", rounded(coords.longitude));
        goal.searchParams.set("unit", button.dataset.unit);
        location.assign(goal);
      },
      () => {
        button.disabled = false;
        status.textContent = button.dataset.failed;
      },
      { enableHighAccuracy: false, maximumAge: 600000, timeout: 15000 },
    );
  });
}

// Whoever comes back with the browser's Back button finds the button working again.
addEventListener("pageshow", () => {
  for (const button of document.querySelectorAll("[data-near-me]")) button.disabled = false;
});
