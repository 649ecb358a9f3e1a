// Keeps pages readable with no connection. Only registered once a visitor asks to keep something (keep.js), and
// removed by "Forget everything". SHELL and RELEASE are written in front of this file by the server.
const KEPT = "kept";
const SHELL_CACHE = `shell-${RELEASE}`;
const SEEN = "last-results";
const MOST_SEEN = 3;

self.addEventListener("install", (event) => {
  event.waitUntil(
    caches
      .open(SHELL_CACHE)
      .then((cache) => cache.addAll(SHELL))
      .then(() => self.skipWaiting()),
  );
});

self.addEventListener("activate", (event) => {
  event.waitUntil(dropOldShells().then(() => self.clients.claim()));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (request.mode === "navigate") event.respondWith(page(request, url));
  else if (url.pathname.startsWith("/static/")) event.respondWith(asset(request));
});

async function dropOldShells() {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith("shell-") && name !== SHELL_CACHE);
  return Promise.all(old.map((name) => caches.delete(name)));
}

// The network first, so that nobody reads an old time while there is a connection.
async function page(request, url) {
  try {
    const answer = await fetch(request);
    if (answer.status === 200) await remember(request, url, answer.clone());
    return answer;
  } catch {
    return (await copyOf(request)) ?? (await listOfKept(url)) ?? Response.error();
  }
}

// What is kept, in the language of the page that cannot be had.
async function listOfKept(url) {
  const prefix = url.pathname.match(/^\/[a-z]{2}(-[a-z]+)?(?=\/)/)?.[0] ?? "";
  return (await caches.match(prefix + SHELL[0])) ?? caches.match(SHELL[0]);
}

async function remember(request, url, answer) {
  const kept = await caches.open(KEPT);
  if (await kept.match(request)) return kept.put(request, await dated(answer));
  if (!/^(\/[a-z-]{2,7})?\/groups\/$/.test(url.pathname) || !url.search) return undefined;
  const seen = await caches.open(SEEN);
  await seen.put(request, await dated(answer));
  const addresses = await seen.keys();
  return Promise.all(addresses.slice(0, -MOST_SEEN).map((address) => seen.delete(address)));
}

// A copy says when it was made: keep.js reads it from the page and tells the reader.
async function dated(answer) {
  const text = await answer.text();
  const stamp = `<html data-kept-at="${new Date().toISOString()}" `;
  const headers = new Headers(answer.headers);
  headers.delete("Content-Encoding");
  headers.delete("Content-Length");
  return new Response(text.replace("<html ", stamp), { status: 200, headers });
}

async function copyOf(request) {
  for (const name of [KEPT, SEEN]) {
    const copy = await (await caches.open(name)).match(request);
    if (copy) return copy;
  }
  // "Help now" in the menu names no country: whoever asks without a connection gets the lines that are kept.
  if (!new URL(request.url).pathname.endsWith("/help-now/")) return undefined;
  return (await caches.open(KEPT)).match(request, { ignoreSearch: true });
}

async function asset(request) {
  const copy = await caches.match(request);
  if (copy) return copy;
  const answer = await fetch(request);
  if (answer.ok) await (await caches.open(SHELL_CACHE)).put(request, answer.clone());
  return answer;
}

self.addEventListener("message", (event) => {
  const { keep: pages, shell } = event.data ?? {};
  if (pages) event.waitUntil(keep(pages, shell).then((done) => event.source.postMessage(done)));
});

// The visitor's own list is in a cookie; every other page is the same for everybody.
function isList(address) {
  return new URL(address).pathname.endsWith("/shortlist/");
}

// One after the other: an old phone on a slow line loses more by twenty at once.
async function keep(addresses, shell) {
  await (await caches.open(SHELL_CACHE)).add(shell);
  const cache = await caches.open(KEPT);
  let count = 0;
  for (const address of addresses) {
    try {
      const answer = await fetch(address, { credentials: isList(address) ? "same-origin" : "omit" });
      if (answer.status === 200) {
        await cache.put(address, await dated(answer));
        count += 1;
      }
    } catch {
      // No connection for this one: the others are worth having, and the count tells.
    }
  }
  return { kept: count, asked: addresses.length };
}
