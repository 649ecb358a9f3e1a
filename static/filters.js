// On a wide screen the filters stand open beside the list; on a phone they stay folded.
const filters = document.querySelector(".filters");
const wide = matchMedia("(min-width: 56rem)");

const unfold = () => {
  if (filters && wide.matches) filters.open = true;
};
unfold();
wide.addEventListener("change", unfold);
