/* global document, window, location, localStorage, fetch, setTimeout, EventSource */
/** How long a page stands still between two updates of its own, in milliseconds. */
const BETWEEN_UPDATES_MS = 5000;
const CHOICE = 'ledger-updates-itself';
/** As many entries as are counted one by one. */
const MOST_COUNTED = 1000;

function follow(place) {
  const shownAt = Number(place.dataset.position);
  const startedAt = Date.now();
  const parts = notice(place);
  let source;
  let latest = shownAt;
  let waiting = false;

  const listen = () => {
    source?.close();
    source = undefined;
    if (document.visibilityState === 'hidden') return; // browsers keep few connections open to one server
    source = new EventSource(place.dataset.live);
    source.addEventListener('position', ({ data }) => moved(JSON.parse(data).position));
  };

  const moved = (position) => {
    if (position <= latest) return;
    latest = position;
    if (parts.choice.checked) update();
    else void tell();
  };

  const update = () => {
    if (waiting) return;
    waiting = true;
    setTimeout(() => location.reload(), Math.max(0, startedAt + BETWEEN_UPDATES_MS - Date.now()));
  };

  const tell = async () => {
    const count = await newEntries(place.dataset.live, shownAt);
    parts.show(`${count} new ${count === '1' ? 'entry' : 'entries'}`);
  };

  parts.choice.addEventListener('change', () => {
    localStorage.setItem(CHOICE, parts.choice.checked ? 'yes' : 'no');
    if (parts.choice.checked && latest > shownAt) update();
  });
  document.addEventListener('visibilitychange', listen);
  window.addEventListener('pagehide', () => source?.close());
  window.addEventListener('pageshow', ({ persisted }) => persisted && listen());
  listen();
}

/** Positions may leave gaps, so entries are counted, not subtracted. */
async function newEntries(journal, after) {
  try {
    const answer = await fetch(`${journal}?positionFrom=${after + 1}&limit=${MOST_COUNTED}`, {
      headers: { Accept: 'application/json' },
    });
    const { items, next } = await answer.json();
    return next === null ? String(items.length) : `More than ${MOST_COUNTED}`;
  } catch {
    return 'Some';
  }
}

function notice(place) {
  const status = place.querySelector('[data-live-status]');
  const box = document.createElement('div');
  box.className = 'ledger-live__box';
  box.hidden = true;
  const words = document.createElement('span');
  words.setAttribute('aria-hidden', 'true'); // the status says it
  const link = document.createElement('a');
  link.href = location.href;
  link.textContent = 'Update this page';
  const label = document.createElement('label');
  const choice = document.createElement('input');
  choice.type = 'checkbox';
  choice.checked = localStorage.getItem(CHOICE) === 'yes';
  label.append(choice, ' Always update by itself');
  box.append(words, link, label);
  place.append(box);
  return {
    choice,
    show(text) {
      words.textContent = text;
      status.textContent = text;
      box.hidden = false;
    },
  };
}

/** Tells a reader of new entries, or updates the page for who wants that; without it pages are as good, and stand still. */
const live = document.querySelector('[data-live]');
if (live && 'EventSource' in window) follow(live);
