// What pages do beside htmx: tooltips, questions before something is done, word of what failed, and charts.

let chartLibrary = null;

function withCharts(address) {
  chartLibrary ??= new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = address;
    script.onload = resolve;
    script.onerror = reject;
    document.head.append(script);
  });
  return chartLibrary;
}

async function drawInto(holder) {
  const spec = JSON.parse(holder.dataset.spec);
  delete holder.dataset.spec;
  await withCharts(holder.dataset.script);
  const words = holder.querySelector('p');
  await window.drawChart(holder, spec);
  words?.remove();
  const drawing = holder.querySelector('svg');
  drawing?.setAttribute('role', 'img');
  drawing?.setAttribute('aria-label', holder.dataset.words);
}

function bringAlive(root) {
  for (const hint of root.querySelectorAll('[data-bs-toggle="tooltip"]')) bootstrap.Tooltip.getOrCreateInstance(hint);
  for (const holder of root.querySelectorAll('[data-spec]')) {
    drawInto(holder).catch((problem) => console.warn('the chart stays as words:', problem));
  }
}

function hintAtWidth() {
  for (const hint of document.querySelectorAll('.scroll-hint')) {
    const box = hint.parentElement;
    hint.hidden = box.scrollWidth <= box.clientWidth;
  }
}

document.addEventListener('DOMContentLoaded', () => bringAlive(document));
document.addEventListener('DOMContentLoaded', hintAtWidth);
window.addEventListener('resize', hintAtWidth);
document.addEventListener('htmx:afterSettle', (event) => bringAlive(event.target));
document.addEventListener('htmx:afterSettle', hintAtWidth);

for (const kind of ['htmx:responseError', 'htmx:sendError']) {
  document.addEventListener(kind, () => {
    const messages = document.getElementById('messages');
    if (!messages || messages.querySelector('.notice-error')) return;
    const notice = document.createElement('div');
    notice.className = 'notice notice-error';
    notice.dataset.passing = '';
    notice.textContent = messages.dataset.failed;
    messages.append(notice);
  });
}

document.addEventListener('htmx:afterRequest', (event) => {
  if (event.detail.successful) document.querySelector('#messages .notice-error[data-passing]')?.remove();
});

document.addEventListener('submit', (event) => {
  const question = event.submitter?.dataset.confirm ?? event.target.dataset.confirm;
  if (question && !window.confirm(question)) event.preventDefault();
}, true);

document.addEventListener('change', (event) => {
  if (event.target.dataset.submits !== undefined) event.target.form.requestSubmit();
});

// A box that ticks all boxes of a name in its form.
document.addEventListener('change', (event) => {
  const name = event.target.dataset.ticks;
  if (!name) return;
  for (const box of event.target.form.querySelectorAll(`input[name="${name}"]`)) box.checked = event.target.checked;
});
