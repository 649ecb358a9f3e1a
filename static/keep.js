// "Keep on this device": nothing is stored, and no service worker runs, until somebody presses the button.
const able = "serviceWorker" in navigator && "caches" in window && window.isSecureContext;
const when = (iso) =>
  new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "long", timeStyle: "short" }).format(new Date(iso));

// A page from the device says how old it is.
const { keptAt } = document.documentElement.dataset;
const note = document.querySelector("[data-kept-note]");
if (keptAt && note) {
  note.textContent = note.dataset.keptNote.replace("{when}", when(keptAt));
  note.hidden = false;
}

if (able) {
  for (const box of document.querySelectorAll("[data-keep]")) offer(box);
  const list = document.querySelector("[data-kept-list]");
  if (list) showKept(list);
}

// The list is forgotten: a browser that does not know Clear-Site-Data still keeps copies of it.
if (document.querySelector("[data-forget-kept]")) dropAll();

function offer(box) {
  const button = box.querySelector("button");
  const status = box.querySelector("[role=status]");
  box.hidden = false;
  button.addEventListener("click", async () => {
    button.disabled = true;
    status.textContent = box.dataset.busy;
    try {
      const { kept, asked } = await keep(addressesOf(box), box.dataset.list);
      status.textContent = kept === asked ? box.dataset.done : box.dataset.some;
      box.querySelector("a").hidden = false;
    } catch {
      status.textContent = box.dataset.failed;
    }
    button.disabled = false;
  });
}

// This page, the pages of the groups on it, and the phone lines.
function addressesOf(box) {
  const groups = [...document.querySelectorAll(".card h3 a, .picked h2 a")].map((link) => link.href);
  const lines = box.dataset.keep ? [new URL(box.dataset.keep, location).href] : [];
  return [...new Set([location.href.split("#")[0], ...groups, ...lines])];
}

async function keep(addresses, shell) {
  await navigator.serviceWorker.register("/sw.js");
  const { active } = await navigator.serviceWorker.ready;
  const answered = new Promise((resolve) => {
    navigator.serviceWorker.addEventListener("message", (event) => resolve(event.data), { once: true });
  });
  active.postMessage({ keep: addresses, shell });
  return answered;
}

async function showKept(list) {
  document.querySelector("[data-needs-script]").hidden = true;
  const pages = await keptPages();
  document.querySelector("[data-kept-none]").hidden = pages.length > 0;
  document.querySelector("[data-forget-box]").hidden = !(await anythingStored());
  for (const { address, title, at } of pages) {
    const row = document.createElement("li");
    const link = document.createElement("a");
    const age = document.createElement("p");
    link.href = address;
    link.textContent = title;
    age.className = "small";
    age.textContent = list.dataset.keptList.replace("{when}", when(at));
    row.append(link, age);
    list.append(row);
  }
  document.querySelector("[data-forget]").addEventListener("click", forget);
}

async function keptPages() {
  const pages = [];
  for (const name of ["kept", "last-results"]) {
    if (!(await caches.has(name))) continue;
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      const page = new DOMParser().parseFromString(await (await cache.match(request)).text(), "text/html");
      const title = page.querySelector("h1")?.textContent.trim() || page.title;
      pages.push({ address: request.url, title, at: page.documentElement.dataset.keptAt });
    }
  }
  return pages.sort((one, other) => other.at.localeCompare(one.at));
}

async function anythingStored() {
  return (await caches.keys()).length > 0 || (await navigator.serviceWorker.getRegistrations()).length > 0;
}

async function dropAll() {
  try {
    localStorage.clear();
    sessionStorage.clear();
  } catch {
    // A browser that lets us store nothing has nothing to forget.
  }
  if (!able) return;
  const workers = await navigator.serviceWorker.getRegistrations();
  await Promise.all(workers.map((worker) => worker.unregister()));
  await Promise.all((await caches.keys()).map((name) => caches.delete(name)));
}

async function forget() {
  await dropAll();
  document.querySelector("[data-kept-list]").replaceChildren();
  document.querySelector("[data-forget-box]").hidden = true;
  document.querySelector("[data-kept-none]").hidden = false;
  const status = document.querySelector("[data-forgotten]");
  status.textContent = status.dataset.forgotten;
}
