// Lists of returns: tick all, and copy a text.

document.addEventListener('change', (event) => {
  const name = event.target.dataset.ticks;
  if (!name) return;
  for (const box of event.target.form.querySelectorAll(`input[name="${name}"]`)) box.checked = event.target.checked;
});

document.addEventListener('click', async (event) => {
  const text = document.getElementById(event.target.dataset.copies ?? '');
  if (!text) return;
  text.select();
  if (navigator.clipboard) await navigator.clipboard.writeText(text.value);
  else document.execCommand('copy');
});
