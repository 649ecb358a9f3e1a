// "Show a street map": Leaflet and the map's pictures are asked for only after a tap, the pictures from the host that
// the operator chose. List and map stay in step: what is chosen in one is marked in the other.
const button = document.querySelector("[data-street-map]");

const loaded = (element, attribute, address) =>
  new Promise((resolve, reject) => {
    element[attribute] = address;
    element.addEventListener("load", resolve);
    element.addEventListener("error", reject);
    document.head.append(element);
  });

const library = async ({ style, script, clusterStyle, clusterScript }) => {
  for (const address of [style, clusterStyle]) {
    await loaded(Object.assign(document.createElement("link"), { rel: "stylesheet" }), "href", address);
  }
  for (const address of [script, clusterScript]) await loaded(document.createElement("script"), "src", address);
  return window.L;
};

const mark = (L, words, kind = "") =>
  L.divIcon({ className: `street-mark ${kind}`, html: `<span>${words}</span>`, iconSize: [44, 44] });

const clusterMark = (L) => (cluster) => {
  const numbers = cluster.getAllChildMarkers().map(({ number }) => number).sort((a, b) => a - b);
  const words = numbers.length < 4 ? numbers.join(", ") : `${numbers[0]} +${numbers.length - 1}`;
  return mark(L, words, "several");
};

const draw = (L, place, { url, credit, groups }) => {
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const map = L.map(place, { zoomAnimation: !still, fadeAnimation: !still, markerZoomAnimation: !still });
  map.attributionControl.setPrefix(false);
  L.tileLayer(url, { maxZoom: 18, attribution: credit }).addTo(map);
  const cluster = L.markerClusterGroup({
    animate: !still,
    showCoverageOnHover: false,
    maxClusterRadius: 44,
    iconCreateFunction: clusterMark(L),
  });
  const markers = groups.map(({ number, name, latitude, longitude }) => {
    const title = `${number}. ${name}`;
    const marker = L.marker([latitude, longitude], { icon: mark(L, number), title, alt: title });
    return Object.assign(marker, { number });
  });
  map.addLayer(cluster.addLayers(markers));
  map.fitBounds(cluster.getBounds(), { padding: [40, 40], maxZoom: 15 });
  return { map, cluster, markers };
};

const keepInStep = ({ map, cluster, markers }) => {
  const cardOf = ({ number }) => document.getElementById(`g${number}`);
  let chosen;
  const show = () => {
    document.querySelectorAll(".street-mark.chosen").forEach((element) => element.classList.remove("chosen"));
    if (chosen) cluster.getVisibleParent(chosen)?.getElement()?.classList.add("chosen");
  };
  const choose = (marker) => {
    if (chosen) cardOf(chosen)?.classList.remove("chosen");
    chosen = marker;
    cardOf(marker).classList.add("chosen");
    if (!map.getBounds().contains(marker.getLatLng())) map.panTo(marker.getLatLng());
    show();
  };
  for (const marker of markers) {
    const card = cardOf(marker);
    marker.on("click keypress", ({ originalEvent }) => {
      if (originalEvent.type === "keypress" && !["Enter", " "].includes(originalEvent.key)) return;
      originalEvent.preventDefault();
      choose(marker);
      card.querySelector("h3 a").focus({ preventScroll: true });
      card.scrollIntoView({ block: "nearest" });
    });
    for (const event of ["focusin", "click"]) card.addEventListener(event, () => choose(marker));
  }
  cluster.on("animationend", show);
  map.on("moveend", show);
};

const open = async () => {
  const status = button.parentElement.querySelector("[role=status]");
  const place = document.getElementById("street-map");
  button.disabled = true;
  try {
    const L = await library(button.dataset);
    place.hidden = false;
    keepInStep(draw(L, place, JSON.parse(document.getElementById("street-data").textContent)));
    place.focus();
    button.hidden = true;
    status.textContent = "";
  } catch {
    place.hidden = true;
    button.disabled = false;
    status.textContent = button.dataset.failed;
  }
};

if (button) {
  button.parentElement.hidden = false;
  button.addEventListener("click", open);
}
