// "Use my position" for an organiser who stands at the venue: the exact place goes into the box, to be looked at first.
for (const button of document.querySelectorAll("[data-my-position]")) {
  if (!("geolocation" in navigator) || !window.isSecureContext) continue;
  const box = document.getElementById(button.dataset.myPosition);
  const status = button.parentElement.querySelector("[role=status]");
  button.parentElement.hidden = false;
  button.addEventListener("click", () => {
    button.disabled = true;
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        box.value = `${coords.latitude.toFixed(6)}, ${coords.longitude.toFixed(6)}`;
        box.form.requestSubmit(box.form.querySelector("[name=show]"));
      },
      () => {
        button.disabled = false;
        status.textContent = button.dataset.failed;
      },
      { enableHighAccuracy: true, maximumAge: 60000, timeout: 20000 },
    );
  });
}
