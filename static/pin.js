// Two more ways to say where the pin goes, both into the box of coordinates: where the organiser stands, and a tap on a
// street map, whose pictures are asked for only after a tap, from the host that the operator chose.
const filled = (box, latitude, longitude) => {
  box.value = `${latitude.toFixed(6)}, ${longitude.toFixed(6)}`;
};

for (const button of document.querySelectorAll("[data-my-position]")) {
  if (!("geolocation" in navigator) || !window.isSecureContext) continue;
  const box = document.getElementById(button.dataset.myPosition);
  const status = button.parentElement.querySelector("[role=status]");
  button.parentElement.hidden = false;
  button.addEventListener("click", () => {
    button.disabled = true;
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        filled(box, coords.latitude, coords.longitude);
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

const loaded = (element, attribute, address) =>
  new Promise((resolve, reject) => {
    element[attribute] = address;
    element.addEventListener("load", resolve);
    element.addEventListener("error", reject);
    document.head.append(element);
  });

const draw = (L, place, box, { url, credit, latitude, longitude, zoom }) => {
  const map = L.map(place).setView([latitude, longitude], zoom);
  map.attributionControl.setPrefix(false);
  L.tileLayer(url, { maxZoom: 18, attribution: credit }).addTo(map);
  const icon = L.divIcon({ className: "street-mark", html: "<span>●</span>", iconSize: [44, 44] });
  const marker = L.marker([latitude, longitude], { icon, draggable: true, keyboard: false }).addTo(map);
  const settle = ({ lat, lng }) => filled(box, lat, ((((lng + 180) % 360) + 360) % 360) - 180);
  marker.on("dragend", () => settle(marker.getLatLng()));
  map.on("click", ({ latlng }) => settle(marker.setLatLng(latlng).getLatLng()));
};

const opener = document.querySelector("[data-street-pin]");
if (opener) {
  const place = document.getElementById("street-map");
  const status = opener.parentElement.querySelector("[role=status]");
  opener.parentElement.hidden = false;
  opener.addEventListener("click", async () => {
    opener.disabled = true;
    try {
      await loaded(Object.assign(document.createElement("link"), { rel: "stylesheet" }), "href", opener.dataset.style);
      await loaded(document.createElement("script"), "src", opener.dataset.script);
      place.hidden = false;
      const data = JSON.parse(document.getElementById("street-data").textContent);
      draw(window.L, place, document.getElementById("coordinates"), data);
      opener.hidden = true;
      status.textContent = opener.dataset.done;
    } catch {
      place.hidden = true;
      opener.disabled = false;
      status.textContent = opener.dataset.failed;
    }
  });
}
