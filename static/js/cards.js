// Cards on the names and times of an article: what the facts below it say about them, shown where the word stands.
//
// Comfort only: each word is a link without this script, and the card says nothing that the page does not say. It opens
// on hover and on keyboard focus, the pointer may rest on it, it stays until pointer and focus have left, and Escape
// closes it and moves nothing (WCAG 2.2, 1.4.13).
(() => {
  'use strict';
  const DELAY = 180;
  const GAP = 6;
  const body = document.querySelector('.story .body');
  if (!body) return;

  const card = document.createElement('div');
  card.id = 'd-card';
  card.className = 'word-card';
  card.setAttribute('role', 'tooltip');
  card.hidden = true;
  document.body.append(card);

  let shown = null;
  let wanted = null;
  let timer = 0;

  const line = (kind, text) => {
    const p = document.createElement('p');
    p.className = kind;
    p.textContent = text;
    return p;
  };

  /** The row of the facts that links to the same person. */
  const personRow = (link) => {
    const wantedHref = link.getAttribute('href');
    const rows = document.querySelectorAll('[aria-labelledby="d-people"] .fact');
    return [...rows].find((row) => row.querySelector('.fact-when a')?.getAttribute('href') === wantedHref);
  };

  /** The row of the facts that means the same moment. */
  const timeRow = (link) => {
    const moment = link.querySelector('time')?.getAttribute('datetime');
    const rows = moment ? document.querySelectorAll('[aria-labelledby="d-times"] .fact') : [];
    return [...rows].find((row) => row.querySelector('time')?.getAttribute('datetime') === moment);
  };

  const utc = (moment) => {
    if (!/T\d\d:\d\d.*[+-]\d\d:\d\d$/.test(moment) || moment.endsWith('+00:00')) return '';
    const at = new Date(moment);
    return Number.isNaN(at.getTime()) ? '' : `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
  };

  /** What a card says, as paragraphs; none where it would only repeat the word. */
  const content = (link) => {
    if (link.classList.contains('d-p')) {
      const row = personRow(link);
      const name = row?.querySelector('.fact-when a').textContent ?? '';
      const roles = row?.querySelector('.fact-what').textContent.trim() ?? '';
      if (!name || (name === link.textContent && !roles)) return [];
      return [line('card-name', name), ...(roles ? [line('card-note', roles)] : [])];
    }
    const time = timeRow(link)?.querySelector('time');
    if (!time || time.textContent === link.textContent) return [];
    const world = utc(time.getAttribute('datetime'));
    const note = time.parentElement.querySelector('time ~ .note');
    return [
      line('card-name', time.textContent),
      ...(world ? [line('card-note', world)] : []),
      ...(note ? [line('card-note', note.textContent)] : []),
    ];
  };

  const place = (link) => {
    const word = link.getClientRects()[0];
    const size = card.getBoundingClientRect();
    const room = document.documentElement.clientWidth;
    const left = Math.max(GAP, Math.min(word.left, room - size.width - GAP));
    const below = word.bottom + GAP + size.height < window.innerHeight;
    const top = below ? word.bottom + GAP : word.top - GAP - size.height;
    card.style.left = `${left + window.scrollX}px`;
    card.style.top = `${top + window.scrollY}px`;
  };

  const hide = () => {
    clearTimeout(timer);
    wanted = null;
    shown?.removeAttribute('aria-describedby');
    shown = null;
    card.hidden = true;
  };

  const show = (link) => {
    const paragraphs = content(link);
    if (link === shown) return;
    hide();
    if (paragraphs.length === 0) return;
    card.replaceChildren(...paragraphs);
    card.hidden = false;
    place(link);
    link.setAttribute('aria-describedby', card.id);
    shown = link;
  };

  const later = (action) => {
    clearTimeout(timer);
    timer = setTimeout(action, DELAY);
  };

  const trigger = (target) => (target instanceof Element ? target.closest('.d-p, .d-t') : null);
  const held = () => shown && (shown === document.activeElement || shown.matches(':hover') || card.matches(':hover'));

  body.addEventListener('pointerover', (event) => {
    const link = trigger(event.target);
    if (event.pointerType !== 'mouse' || !link || link === wanted) return;
    wanted = link;
    later(() => show(link));
  });
  const left = (event) => {
    if (event.pointerType !== 'mouse' || (!wanted && !shown)) return;
    wanted = null;
    later(() => held() || hide());
  };
  body.addEventListener('pointerout', left);
  card.addEventListener('pointerout', left);
  card.addEventListener('pointerover', () => clearTimeout(timer));
  body.addEventListener('focusin', (event) => {
    const link = trigger(event.target);
    if (link?.matches(':focus-visible')) show(link);
  });
  body.addEventListener('focusout', () => card.matches(':hover') || hide());
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') hide();
  });
  window.addEventListener('resize', hide);
})();
