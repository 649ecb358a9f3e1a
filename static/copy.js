// "Copy": only offered where the browser can, and only what stands in the box beside it.
for (const button of navigator.clipboard ? document.querySelectorAll("[data-copy]") : []) {
  button.hidden = false;
  button.setAttribute("aria-live", "polite");
  button.addEventListener("click", async () => {
    const box = document.getElementById(button.dataset.copy);
    try {
      await navigator.clipboard.writeText(box.value);
      button.textContent = button.dataset.copied;
    } catch {
      box.select();
    }
  });
}
