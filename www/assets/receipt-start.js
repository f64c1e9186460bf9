// @ts-check
// A receipt is shown once. Who reloads or leaves before it was saved, printed or copied is asked first.
let kept = false;
const keep = () => { kept = true; };

document.addEventListener("click", (event) => {
  if (event.target instanceof Element && event.target.closest("#save-receipt")) keep();
});
addEventListener("afterprint", keep);
document.addEventListener("copy", () => {
  const code = document.getElementById("receipt-code");
  if (code && document.getSelection()?.containsNode(code, true)) keep();
});
addEventListener("beforeunload", (event) => {
  if (document.getElementById("receipt-code") && !kept) event.preventDefault();
});
