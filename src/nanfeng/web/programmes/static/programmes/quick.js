// The short form without a connection: what is filled in is kept on this device first, and sent as soon as it can be.
// Each draft has a number of its own, by which the platform knows one that it has already.

const quick = document.getElementById('quick');
const form = quick.querySelector('form');
const words = quick.dataset;
const SHELL = 'nanfeng-quick';
const LONGEST_SIDE = 1600;
const SOON = 2_000;
const LATER = 60_000;

let again = null;
let pause = SOON;

const now = () => new Date(Date.now() - Number(words.behind) * 86_400_000);
const input = (name) => form.elements[`log-${name}`];

function say(text, tone = 'info', link = null) {
  const line = document.getElementById('said');
  line.className = `notice notice-${tone}`;
  line.textContent = text;
  if (link) line.append(Object.assign(document.createElement('a'), link));
  line.hidden = !text;
}

// ---- the form

function afresh() {
  form.reset();
  showWrong({});
  input('client').value = crypto.randomUUID();
  input('plan').value = '';
  const today = now().toLocaleDateString('sv', { timeZone: 'Asia/Shanghai' });
  for (const day of form.querySelectorAll('[data-today]')) day.value = today;
}

function choose(plan) {
  input('plan').value = plan.dataset.plan;
  input('organisation').value = plan.dataset.name;
}

function showWrong(wrong) {
  for (const old of form.querySelectorAll('[data-wrong]')) old.remove();
  for (const one of form.querySelectorAll('[aria-invalid]')) one.removeAttribute('aria-invalid');
  for (const [name, said] of Object.entries(wrong)) {
    const field = name ? form.elements[name] : null;
    const line = Object.assign(document.createElement('p'), { className: 'form-errors', textContent: said.join(' ') });
    line.dataset.wrong = '';
    line.id = `wrong-${name}`;
    if (field) {
      field.setAttribute('aria-invalid', 'true');
      field.setAttribute('aria-describedby', line.id);
    }
    (field?.closest('.form-field') ?? form).prepend(line);
  }
}

function fill(draft) {
  afresh();
  for (const [name, value] of draft.said) if (form.elements[name]) form.elements[name].value = value;
  showWrong(draft.wrong ?? {});
  form.scrollIntoView();
}

// Smaller than the camera made it, and without what the camera wrote into it, such as the place.
async function smaller(file) {
  const picture = await createImageBitmap(file);
  const scale = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(picture.width * scale);
  canvas.height = Math.round(picture.height * scale);
  canvas.getContext('2d').drawImage(picture, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve) => canvas.toBlob((blob) => resolve(blob ?? file), 'image/jpeg', 0.85));
}

async function filledIn() {
  const said = [...new FormData(form)].filter(([name, value]) => typeof value === 'string' && name !== 'csrfmiddlewaretoken');
  const file = input('photo')?.files[0];
  const before = (await drafts.of(words.account)).find((draft) => draft.client === input('client').value);
  return {
    client: input('client').value,
    account: words.account,
    address: form.getAttribute('action'),
    title: input('organisation').value,
    at: before?.at ?? now().toISOString(),
    said,
    photo: file ? await smaller(file).catch(() => file) : before?.photo ?? null,
  };
}

// ---- sending

async function whoIsHere() {
  const answer = await fetch(words.here, { redirect: 'manual', headers: { Accept: 'application/json' } });
  return answer.ok ? answer.json() : null;
}

function written(draft) {
  const body = new FormData();
  for (const [name, value] of draft.said) body.append(name, value);
  body.set('log-at', draft.at);
  if (draft.photo) body.append('log-photo', draft.photo, 'photo.jpg');
  return body;
}

// Send one draft; the answer is taken off the device, or comes back into the draft.
async function send(draft, token) {
  const headers = { Accept: 'application/json', 'X-CSRFToken': token };
  const answer = await fetch(draft.address, { method: 'POST', body: written(draft), headers, redirect: 'manual' });
  if (answer.status === 201) {
    const { number, address } = await answer.json();
    await drafts.remove(draft.client);
    document.querySelector(`[data-plan="${CSS.escape(new Map(draft.said).get('log-plan') || '-')}"]`)?.closest('li').remove();
    say(words.sent, 'success', { href: address, textContent: number });
  } else if (answer.status === 422) {
    draft.wrong = (await answer.json()).wrong;
    await drafts.keep(draft);
    say(words.refused + draft.title, 'error');
  } else throw new Error(`${draft.address} answered ${answer.status}`);
}

async function sendAll() {
  const waiting = (await drafts.of(words.account)).filter((draft) => !draft.wrong);
  if (waiting.length === 0) return;
  const here = await whoIsHere();
  if (here?.account !== words.account) {
    say(words.signIn, 'warning', { href: location.pathname, textContent: '→' });
    return;
  }
  for (const draft of waiting) await send(draft, here.token);
  await keepPage();  // as it is now: without what was planned and is done
}

// One page at a time sends, so that nothing is on its way twice; what does not get through is tried again, ever later.
async function tryToSend() {
  clearTimeout(again);
  try {
    await navigator.locks.request(SHELL, sendAll);
    pause = SOON;
  } catch (problem) {
    again = setTimeout(tryToSend, pause);
    pause = Math.min(2 * pause, LATER);
    say(navigator.onLine ? words.saved : words.offline, 'warning');
    console.warn('what waits is kept:', problem);
  }
  await showWaiting();
}

async function showWaiting() {
  const all = await drafts.of(words.account);
  const section = document.getElementById('waiting');
  section.hidden = all.length === 0;
  section.querySelector('ul').replaceChildren(...all.map(waitingLine));
  const taken = new Set(all.map((draft) => new Map(draft.said).get('log-plan')));
  const plans = [...quick.querySelectorAll('[data-plan]')];
  for (const plan of plans) plan.closest('li').hidden = taken.has(plan.dataset.plan);
  const planned = quick.querySelector('details');
  if (planned) planned.hidden = plans.every((plan) => taken.has(plan.dataset.plan));
}

function waitingLine(draft) {
  const line = document.createElement('li');
  line.className = 'planned';
  line.append(`${draft.title} · ${draft.wrong ? words.toMend : words.waits}`);
  const act = Object.assign(document.createElement('span'), { className: 'planned-do' });
  act.append(button(words.mend, () => fill(draft)), button(words.remove, () => forget(draft)));
  line.append(act);
  return line;
}

function button(label, act) {
  const made = Object.assign(document.createElement('button'), { type: 'button', textContent: label, onclick: act });
  made.className = 'btn btn-outline-secondary';
  return made;
}

async function forget(draft) {
  if (!window.confirm(words.removeSure)) return;
  await drafts.remove(draft.client);
  await showWaiting();
}

async function submitted(event) {
  event.preventDefault();
  if (!input('organisation').value.trim()) {
    input('organisation').focus();
    return;
  }
  const draft = await filledIn();
  await drafts.keep(draft);
  say(navigator.onLine ? words.saved : words.offline, 'info');
  afresh();
  await tryToSend();
  const back = (await drafts.of(words.account)).find((one) => one.client === draft.client);
  if (back?.wrong) fill(back);
}

// ---- the page itself, kept for when there is no connection

async function keepPage() {
  await keepShell().catch((problem) => console.warn('the page is not kept:', problem));
}

async function keepShell() {
  if (!('serviceWorker' in navigator)) return;
  await navigator.serviceWorker.register(words.worker, { scope: form.getAttribute('action') });
  const assets = [...document.querySelectorAll('link[rel="stylesheet"], link[rel="icon"], script[src]')];
  const shell = await caches.open(SHELL);
  await shell.addAll([location.pathname, ...assets.map((one) => one.href || one.src)]);
}

function begin() {
  if (!form.querySelector('.is-invalid')) afresh();
  for (const plan of quick.querySelectorAll('[data-plan]')) {
    plan.addEventListener('click', (event) => { event.preventDefault(); choose(plan); form.scrollIntoView(); });
  }
  const asked = new URLSearchParams(location.search).get('plan');
  const plan = asked && quick.querySelector(`[data-plan="${CSS.escape(asked)}"]`);
  if (plan) choose(plan);
  form.addEventListener('submit', submitted);
  window.addEventListener('online', tryToSend);
  window.addEventListener('offline', () => say(words.offline));
  if (!navigator.onLine) say(words.offline);
  keepPage();
  tryToSend();
}

document.addEventListener('submit', (event) => {
  const leaves = event.target.action.endsWith('/accounts/logout/');
  const waits = !document.getElementById('waiting').hidden;
  if (leaves && waits && !window.confirm(words.leave)) event.preventDefault();
}, true);

if (form) begin();
