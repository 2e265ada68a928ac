// The chase list: copy its text.

document.addEventListener('click', async (event) => {
  const text = document.getElementById(event.target.dataset.copies ?? '');
  if (!text) return;
  text.select();
  if (navigator.clipboard) await navigator.clipboard.writeText(text.value);
  else document.execCommand('copy');
});
