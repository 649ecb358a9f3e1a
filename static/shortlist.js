// "Add to my list" without leaving the page. The list itself is in a cookie that no script reads; which buttons were
// pressed is remembered for this tab alone, so that they still say so on the next page.
const form = document.getElementById("pick");
const buttons = [...document.querySelectorAll('button[form="pick"]')];
const MEMORY = "shortlist";

function remembered() {
  try {
    return JSON.parse(sessionStorage.getItem(MEMORY)) ?? { groups: [], said: "" };
  } catch {
    return { groups: [], said: "" };
  }
}

function remember(state) {
  try {
    if (state.groups.length) sessionStorage.setItem(MEMORY, JSON.stringify(state));
    else sessionStorage.removeItem(MEMORY);
  } catch {
    // A browser without storage adds groups all the same; its buttons only do not remember it.
  }
}

function show({ groups, said }) {
  for (const button of buttons) {
    if (!groups.includes(button.value)) continue;
    button.disabled = true;
    button.firstChild.textContent = form.dataset.added;
  }
  if (!said) return;
  const bar = document.querySelector(".picking") ?? document.createElement("p");
  bar.className = "picking";
  bar.setAttribute("role", "status");
  const link = document.createElement("a");
  link.href = form.dataset.list;
  link.textContent = said;
  bar.replaceChildren(link);
  document.querySelector("main").append(bar);
}

// Where the browser or its owner blocks cookies, navigator.cookieEnabled may still be true: a cookie that is gone in the
// same moment tells. The plain form then carries the list in the address.
function keepsCookies() {
  document.cookie = "probe=1; path=/; SameSite=Lax";
  const kept = document.cookie.includes("probe=1");
  document.cookie = "probe=; path=/; SameSite=Lax; Max-Age=0";
  return kept;
}

// One after the other: two answers at once would each bring a list without the group of the other.
let last = Promise.resolve();

function add(event) {
  if (!keepsCookies()) return;
  event.preventDefault();
  const button = event.submitter;
  last = last.then(() => send(button));
}

async function send(button) {
  const body = new URLSearchParams({ group: button.value });
  try {
    const answer = await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" }, keepalive: true });
    if (!answer.ok || !answer.headers.get("Content-Type")?.includes("json")) throw new Error("not added");
    const { said } = await answer.json();
    const state = { groups: [...remembered().groups, button.value], said };
    remember(state);
    show(state);
  } catch {
    // Full, or no connection: the page of the list says so.
    form.removeEventListener("submit", add);
    form.requestSubmit(button);
  }
}

if (form && buttons.length && navigator.cookieEnabled) {
  form.addEventListener("submit", add);
  show(remembered());
}

// The list's own page is the truth: what this tab remembers is made anew from it.
const own = document.querySelector("[data-picked]");
if (own) remember({ groups: own.dataset.picked.split(" ").filter(Boolean), said: own.dataset.said });
