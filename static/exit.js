// "Leave this page", and three presses of Shift, as GOV.UK's "Exit this page" does it: the words it announces are the
// same. The content is taken away before the browser starts to load the other site; nothing is stored to do so.
const WAIT_MS = 5000;
const PRESSES = 3;

const link = document.querySelector(".exit");
const status = document.querySelector("[data-exit-status]");
let presses = 0;
let shiftAlone = false;
let timer = 0;
let hasLeft = false;

function leave() {
  hasLeft = true;
  clearTimeout(timer);
  const cover = document.createElement("p");
  cover.className = "cover";
  cover.setAttribute("role", "alert");
  document.title = link.dataset.leaving;
  document.body.replaceChildren(cover);
  // Words that arrive in an alert already on the page are read out more surely than those that come with it.
  cover.textContent = link.dataset.leaving;
  try {
    // While the other site loads, and if it never does, the address says nothing either.
    history.replaceState(null, "", "/");
  } catch {
    // A browser may refuse after too many changes; leaving matters more.
  }
  location.replace(link.href);
}

function show(count, words) {
  presses = count;
  status.textContent = words;
  if (count) link.dataset.presses = count;
  else delete link.dataset.presses;
}

function expire() {
  clearTimeout(timer);
  show(0, link.dataset.expired);
  timer = setTimeout(() => show(0, ""), WAIT_MS);
}

function pressed() {
  clearTimeout(timer);
  if (presses + 1 >= PRESSES) return leave();
  show(presses + 1, presses ? link.dataset.oneMore : link.dataset.twoMore);
  timer = setTimeout(expire, WAIT_MS);
}

// A capital letter, a shortcut or a click with Shift held is no press of Shift alone.
function somethingElse() {
  shiftAlone = false;
  if (presses) expire();
}

if (link && status) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    leave();
  });
  document.addEventListener(
    "keydown",
    (event) => {
      if (event.key !== "Shift") somethingElse();
      else if (!event.repeat) shiftAlone = !(event.ctrlKey || event.altKey || event.metaKey);
    },
    true,
  );
  document.addEventListener(
    "keyup",
    (event) => {
      if (event.key === "Shift" && shiftAlone && !hasLeft) pressed();
      if (event.key === "Shift") shiftAlone = false;
    },
    true,
  );
  document.addEventListener("pointerdown", somethingElse, true);
  addEventListener("pageshow", (event) => {
    // Whoever comes back to a page that was left finds the cover, and is led out again.
    if (hasLeft && event.persisted) location.replace(link.href);
    else if (event.persisted) show(0, "");
  });
}
