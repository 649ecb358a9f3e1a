// "Print" opens the browser's own window for it. Without this script the browser's menu does.
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}
