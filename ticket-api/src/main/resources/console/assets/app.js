// What the console's pages do beyond links and forms. Every page reads and replies without it.
(function () {
  'use strict';

  const $ = (selector, from) => (from || document).querySelector(selector);
  const $$ = (selector, from) => Array.from((from || document).querySelectorAll(selector));
  const csrf = () => $('meta[name=csrf]').content;
  const BETWEEN_PATCHES = 300;
  const BETWEEN_COUNTS = 5000;
  const ROWS_AT_ONCE = 20;
  const A_WEEK = 7 * 86400000;
  const ROWS_OF_A_PAGE = 50;
  const MOST_ELSEWHERE = 999;
  const IDS_AT_ONCE = 200;
  const MOST_FACES = 4;
  const typing = (element) => element && (element.matches('input:not([type=checkbox]):not([type=radio]), textarea, select') || element.isContentEditable);

  function remember(name, value) {
    document.cookie = name + '=' + value + '; path=/; max-age=31536000; samesite=lax' + (location.protocol === 'https:' ? '; secure' : '');
  }

  /* Times in the reader's zone, and as they write them where they speak the page's language */
  const language = document.documentElement.lang || 'en';
  const dialect = navigator.languages.find((one) => one.split('-')[0] === language);
  const full = new Intl.DateTimeFormat(dialect || language, { dateStyle: 'medium', timeStyle: 'short' });
  function tellTimes(root) {
    $$('time[datetime]', root).forEach((time) => {
      const at = new Date(time.dateTime);
      if (!isNaN(at) && time.dateTime.includes('T')) {
        time.title = full.format(at);
        if (time.hasAttribute('data-full')) {
          time.textContent = full.format(at);
        } else if (time.hasAttribute('data-ago') && Date.now() - at > A_WEEK) {
          const year = at.getFullYear() === new Date().getFullYear() ? undefined : 'numeric';
          time.textContent = new Intl.DateTimeFormat(dialect || language, { day: 'numeric', month: 'short', year }).format(at);
        }
      }
    });
  }

  /* Asking the server: nothing where it can't be reached, which is said unless nobody waits for it */
  function tellOffline() {
    $('#toasts').insertAdjacentHTML('beforeend', '<div class="toast bad" role="alert" data-fade><div></div></div>');
    $('#toasts .toast:last-child div').textContent = $('#toasts').dataset.offline;
    fadeToasts();
  }
  async function ask(path, options, quietly) {
    try {
      return await fetch(path, options);
    } catch (unreachable) {
      if (!quietly) {
        tellOffline();
      }
      return undefined;
    }
  }

  /* Clocks of service levels: their words go on, and what has just run out is drawn anew */
  const [inMinutes, inHours, inDays, left, over] = (document.body.dataset.clock || '').split('|');
  function brief(minutes) {
    if (minutes < 60) {
      return inMinutes.replace('{0}', Math.max(1, Math.floor(minutes)));
    }
    return minutes < 2880 ? inHours.replace('{0}', Math.floor(minutes / 60)) : inDays.replace('{0}', Math.floor(minutes / 1440));
  }
  function tick() {
    $$('time[data-due]').forEach((time) => {
      const minutes = (new Date(time.dateTime) - Date.now()) / 60000;
      time.textContent = (minutes < 0 ? over : left).replace('{0}', brief(Math.abs(minutes)));
      const clock = time.closest('.sla');
      if (minutes < 0 && !clock.matches('.sla-over') && !clock.dataset.ranOut) {
        clock.dataset.ranOut = 'true';
        const row = time.closest('tr[data-id]');
        if (row) {
          changed(Number(row.dataset.id));
        } else {
          htmx.trigger(document.body, 'props:changed');
        }
      }
    });
  }
  setInterval(tick, 15000);

  /* Theme, language, notes */
  document.addEventListener('click', (event) => {
    const button = event.target.closest('[data-theme-toggle], [data-language], [data-dismiss], [data-copy], [data-print]');
    if (!button) {
      return;
    }
    if (button.matches('[data-theme-toggle]')) {
      const root = document.documentElement;
      const dark = root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
      root.dataset.theme = dark ? 'light' : 'dark';
      remember('deskledger_theme', root.dataset.theme);
      document.dispatchEvent(new Event('desk:theme'));
    } else if (button.matches('[data-language]')) {
      remember('deskledger_language', button.dataset.language);
      location.reload();
    } else if (button.matches('[data-copy]')) {
      navigator.clipboard.writeText(button.dataset.copy);
    } else if (button.matches('[data-print]')) {
      print();
    } else {
      button.closest('.toast, .note').remove();
    }
  });
  // The API answers CSV to who asks for that first.
  document.addEventListener('click', async (event) => {
    const link = event.target.closest('a[data-csv]');
    if (!link) {
      return;
    }
    event.preventDefault();
    const answer = await ask(link.href, { headers: { Accept: 'text/csv' } });
    if (answer && answer.ok) {
      const file = document.createElement('a');
      file.href = URL.createObjectURL(await answer.blob());
      file.download = link.dataset.csv;
      file.click();
      URL.revokeObjectURL(file.href);
    }
  });
  document.addEventListener('submit', (event) => {
    const form = event.target;
    if (form.dataset.confirm && !confirm(form.dataset.confirm)) {
      event.preventDefault();
    }
  });
  // What a form makes is made once, however often its button is pressed; htmx sees to that for its own forms.
  document.addEventListener('submit', (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== 'post' || form.hasAttribute('hx-post')) {
      return;
    }
    if (form.dataset.sent) {
      event.preventDefault();
    }
    form.dataset.sent = 'true';
    setTimeout(() => { delete form.dataset.sent; }, 30000);
  });
  addEventListener('pageshow', () => $$('form[data-sent]').forEach((form) => { delete form.dataset.sent; }));

  /* Fields that take effect by themselves: once something is picked by pointer, on Enter, or when they are left, unless
     they wait to be told so. Keys that go from option to option only look, and Escape takes back. */
  let keyed;
  function initial(field) {
    if (!field.matches('select')) {
      return field.defaultValue;
    }
    const options = Array.from(field.options);
    return (options.find((option) => option.defaultSelected) || options[0]).value;
  }
  function reset(field) {
    field.value = initial(field);
    delete field.dataset.touched;
    delete field.dataset.committed;
  }
  const isPending = (field) => field.value !== (field.dataset.committed === undefined ? initial(field) : field.dataset.committed);
  function commit(field) {
    delete field.dataset.touched;
    if (!isPending(field) || !field.validity.valid) {
      return;
    }
    if (field.matches('[data-bulk]')) {
      bulk(field.dataset.bulk);
      reset(field);
      return;
    }
    field.dataset.committed = field.value;
    if (field.matches('[data-sort]')) {
      sortBy(field);
    } else {
      field.form.requestSubmit();
    }
  }
  document.addEventListener('pointerdown', () => { keyed = undefined; }, true);
  document.addEventListener('keydown', (event) => {
    const field = event.target;
    if (!field.matches('[data-commit]') || event.isComposing) {
      return;
    }
    // These open a list, where the keys are not ours to see.
    keyed = event.altKey || [' ', 'F4', 'Enter'].includes(event.key) ? undefined : field;
    if (event.key === 'Enter' && (isPending(field) || !field.matches('select'))) {
      event.preventDefault();
      commit(field);
    } else if (event.key === 'Escape') {
      reset(field);
    }
  });
  document.addEventListener('input', (event) => {
    const field = event.target;
    if (field.matches('[data-commit]')) {
      field.dataset.touched = 'true';
      // Only one of the bar's is chosen at a time.
      $$('[data-commit]', field.closest('#bulk') || field).filter((other) => other !== field).forEach(reset);
    }
  });
  document.addEventListener('change', (event) => {
    if (event.target.matches('select[data-commit]') && keyed !== event.target) {
      commit(event.target);
    }
  });
  document.addEventListener('focusout', (event) => {
    const field = event.target;
    // A window that is left for another one keeps its field.
    if (field.matches('[data-commit]:not([data-commit=enter])') && field.dataset.touched && field.isConnected && document.activeElement !== field) {
      commit(field);
    }
  });
  function fadeToasts() {
    $$('.toast[data-fade]').forEach((toast) => {
      toast.removeAttribute('data-fade');
      // Nobody has to hurry to take something back.
      setTimeout(() => toast.remove(), $('[data-undo]', toast) ? 60000 : 12000);
    });
  }

  /* How many tickets each list and chip leads to */
  let counting;
  let counted = 0;
  function count(after) {
    clearTimeout(counting);
    counting = undefined;
    if (!$('[data-count]')) {
      return;
    }
    counting = setTimeout(async () => {
      counting = undefined;
      counted = Date.now();
      const list = $('#list');
      const path = '/tickets/counts?' + (list ? list.dataset.query : '');
      const answer = await ask(path, { headers: { Accept: 'application/json' } }, true);
      if (answer && answer.ok) {
        const counts = await answer.json();
        $$('[data-count]').forEach((place) => {
          const value = counts[place.dataset.count];
          place.textContent = value === undefined ? '' : value;
          place.dataset.counted = 'true';
        });
        selected();
      }
    }, after || 60);
  }
  // What others do all the time is counted every few seconds.
  function countSoon() {
    if (!counting) {
      count(Math.max(60, counted + BETWEEN_COUNTS - Date.now()));
    }
  }

  /* The list: keyboard, selection, bulk changes */
  const rows = () => $$('#rows tr[data-id]');
  const at = () => $('#rows tr.at');
  const boxes = () => $$('#rows input[name=ticket_ids]');
  let everything = false;
  // What is selected further down than the list is drawn.
  const beyond = new Set();

  function goTo(row) {
    rows().forEach((one) => one.classList.remove('at'));
    if (row) {
      row.classList.add('at');
      row.scrollIntoView({ block: 'nearest' });
      const link = $('a', row);
      if (link) {
        link.focus({ preventScroll: true });
      }
    }
  }
  function move(step) {
    const all = rows();
    const now = all.indexOf(at());
    goTo(all[Math.max(0, Math.min(all.length - 1, now + step))]);
    if (now + step >= all.length - 3) {
      const more = $('#rows tr.more');
      if (more) {
        htmx.trigger(more, 'intersect');
      }
    }
  }
  function selected() {
    const chosen = boxes().filter((box) => box.checked).length + beyond.size;
    const bar = $('#bulk');
    if (bar) {
      bar.toggleAttribute('data-beyond', beyond.size > 0);
    }
    const place = $('[data-selected]');
    if (place) {
      const found = $('h1 [data-count=found]');
      place.textContent = everything ? (found && found.textContent) || place.dataset.all : chosen;
    }
    return chosen;
  }
  function selectNone() {
    boxes().forEach((box) => { box.checked = false; });
    everything = false;
    looking = undefined;
    beyond.clear();
    selected();
  }
  function bulk(action) {
    const form = $('#bulk');
    $$('input[type=hidden]:not([name=_csrf])', form).forEach((old) => old.remove());
    const add = (name, value) => {
      const field = document.createElement('input');
      field.type = 'hidden';
      field.name = name;
      field.value = value;
      form.append(field);
    };
    add('action', action);
    if (everything) {
      add('filter', $('#list').dataset.query);
    } else {
      beyond.forEach((id) => add('ticket_ids', id));
    }
    htmx.trigger(form, 'submit');
  }
  function bulkField(id) {
    if (selected() === 0) {
      const row = at() || rows()[0];
      if (!row) {
        return;
      }
      goTo(row);
      $('input[name=ticket_ids]', row).checked = true;
      selected();
    }
    const field = document.getElementById(id);
    field.focus();
    if (field.showPicker && field.matches('select')) {
      try { field.showPicker(); } catch (refused) { /* needs a real key press; focus is enough */ }
    }
  }
  let lastBox;
  document.addEventListener('click', (event) => {
    const box = event.target.closest('#rows input[name=ticket_ids]');
    if (box && event.shiftKey && lastBox) {
      const all = boxes();
      const [from, to] = [all.indexOf(lastBox), all.indexOf(box)].sort((a, b) => a - b);
      all.slice(from, to + 1).forEach((one) => { one.checked = box.checked; });
      selected();
    }
    if (box) {
      lastBox = box;
    }
    if (event.target.closest('[data-select-all]')) {
      boxes().forEach((one) => { one.checked = true; });
      everything = true;
      selected();
    } else if (event.target.closest('[data-select-none]')) {
      selectNone();
    } else if (event.target.closest('[data-apply]')) {
      const field = $$('#bulk [data-commit]').find(isPending) || $('#bulk [data-commit]');
      field.focus();
      commit(field);
    } else if (event.target.closest('button[data-bulk]')) {
      bulk(event.target.closest('button[data-bulk]').dataset.bulk);
    } else if (event.target.closest('[data-refresh]')) {
      refresh();
    }
    const row = event.target.closest('#rows tr[data-id]');
    if (row && !event.target.closest('a, input, button') && !getSelection().toString()) {
      $('a', row).click();
    }
  });
  document.addEventListener('change', (event) => {
    const field = event.target;
    if (field.matches('#rows input[name=ticket_ids]')) {
      everything = false;
      selected();
    }
  });
  function sortBy(field) {
    const query = new URLSearchParams($('#list').dataset.query);
    const [sort, order] = field.value.split('.');
    query.set('sort', sort);
    query.set('order', order);
    htmx.ajax('GET', '/tickets?' + query, { target: '#list', swap: 'outerHTML', push: 'true' });
  }
  // Forms that choose by a value of their own are emptied only after they are sent.
  document.addEventListener('htmx:configRequest', (event) => {
    if (event.detail.elt.id === 'bulk' && everything) {
      delete event.detail.parameters.ticket_ids;
    }
    // A list that is drawn anew has as many rows as were shown; the server answers some hundreds at a time.
    if (event.detail.elt.id === 'list' && rows().length > ROWS_OF_A_PAGE) {
      event.detail.parameters.rows = String(rows().length);
    } else if (event.detail.elt.closest('#rows tr.more') && missingRows() > 0) {
      event.detail.parameters.rows = String(missingRows());
    }
  });

  /* Who speaks to the machine switches the single letters off. */
  let shortcuts = !/(?:^|; )deskledger_shortcuts=off/.test(document.cookie);
  const tellShortcuts = () => $$('[data-shortcuts]').forEach((box) => { box.checked = shortcuts; });
  document.addEventListener('change', (event) => {
    if (event.target.matches('[data-shortcuts]')) {
      shortcuts = event.target.checked;
      remember('deskledger_shortcuts', shortcuts ? 'on' : 'off');
      tellShortcuts();
    }
  });
  document.addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) {
      if ((event.ctrlKey || event.metaKey) && event.key === 'Enter' && event.target.matches('textarea')) {
        event.target.form.requestSubmit();
      }
      return;
    }
    const field = typing(event.target);
    if (event.key === ' ' && event.target.matches('a[role=button]')) {
      event.target.click();
      event.preventDefault();
      return;
    }
    if (event.key === 'Escape') {
      if (field) {
        event.target.blur();
      } else if (selected() > 0) {
        selectNone();
      }
      return;
    }
    if (field) {
      return;
    }
    if (event.key === 'Enter' && at() && !event.target.closest('a, button, summary')) {
      $('a', at()).click();
      return;
    }
    if (!shortcuts) {
      return;
    }
    const ticket = $('.ticket');
    const keys = {
      '/': () => { const search = $('#q'); if (search) { search.focus(); search.select(); } else if ($('#help')) { location.href = '/tickets'; } },
      '?': () => { const help = $('#help'); if (help) { help.togglePopover(); } },
      c: () => { if ($('.sidebar .new')) { $('.sidebar .new').click(); } },
      j: () => move(1),
      k: () => move(-1),
      x: () => { if (at()) { const box = $('input[name=ticket_ids]', at()); box.checked = !box.checked; everything = false; selected(); } },
      a: () => { if (ticket) { $('#assignee').focus(); } else if (rows().length) { bulkField('bulk-assignee'); } },
      s: () => { if (ticket) { $('#status').focus(); } else if (rows().length) { bulkField('bulk-status'); } },
      r: () => compose(false),
      n: () => compose(true),
    };
    if (keys[event.key]) {
      keys[event.key]();
      event.preventDefault();
    }
  });

  /* Live: what others do, without losing place or selection */
  let source;
  const waiting = new Set();
  const elsewhere = new Set();
  let patching = false;
  let news = false;
  // Nobody's properties are drawn anew under their hands, but as soon as they leave them.
  let propsWait = false;
  document.addEventListener('focusout', (event) => {
    if (propsWait && event.target.closest('#props')) {
      setTimeout(() => {
        const props = $('#props');
        if (propsWait && props && !props.contains(document.activeElement) && !$('.htmx-request', props)) {
          propsWait = false;
          htmx.trigger(document.body, 'props:changed');
        }
      });
    }
  });
  function refresh() {
    elsewhere.clear();
    htmx.trigger(document.body, 'desk:changed');
  }
  function live() {
    const wanted = !document.hidden && $('[data-live]');
    if (!wanted && source) {
      source.close();
      source = undefined;
      showViewers({ viewers: [], count: 0 });
      delete document.documentElement.dataset.stream;
    }
    if (!wanted || source) {
      return;
    }
    const asked = new URLSearchParams();
    const last = sessionStorage.getItem('desk.cursor');
    if (last) {
      asked.set('after', last);
    }
    if ($('.ticket')) {
      asked.set('ticket', $('.ticket').dataset.id);
    }
    source = new EventSource('/api/v1/events/stream?' + asked);
    source.onopen = () => { document.documentElement.dataset.stream = 'open'; };
    source.addEventListener('viewers', (message) => showViewers(JSON.parse(message.data)));
    source.onerror = () => {
      showViewers({ viewers: [], count: 0 });
      delete document.documentElement.dataset.stream;
      if (source && source.readyState === EventSource.CLOSED) {
        sessionStorage.removeItem('desk.cursor');
        source = undefined;
        setTimeout(live, 5000);
      }
    };
    source.onmessage = (message) => {
      sessionStorage.setItem('desk.cursor', message.lastEventId);
      const event = JSON.parse(message.data);
      const subject = /^tickets\/(\d+)$/.exec(event.subject || '');
      if (subject) {
        changed(Number(subject[1]));
      }
    };
  }
  /* Who else has this ticket before them */
  const initials = (name) => {
    const words = name.trim().split(/\s+/).map((word) => Array.from(word)[0] || '?');
    return (words[0] + (words.length > 1 ? words[words.length - 1] : '')).toUpperCase();
  };
  function showViewers(others) {
    const place = $('[data-viewers]');
    if (!place) {
      return;
    }
    const make = (tag, css, text) => Object.assign(document.createElement(tag), { className: css, textContent: text });
    const shown = others.viewers.slice(0, MOST_FACES);
    const more = others.count - shown.length;
    const names = shown.map((one) => one.full_name).join(', ');
    const all = more > 0 ? place.dataset.more.replace('{0}', () => names).replace('{1}', more) : names;
    $('.avatars', place).replaceChildren(...shown.map((one) => make('span', 'avatar small', initials(one.full_name))));
    $('.words', place).textContent = names && (others.count > 1 ? place.dataset.many : place.dataset.one).replace('{0}', () => all);
    $('[data-viewers-said]').textContent = $('.words', place).textContent;
    $('[data-viewer-names]').replaceChildren(...others.viewers.map((one) => make('li', '', one.full_name)));
    if (others.count > others.viewers.length) {
      $('[data-viewer-names]').append(make('li', 'faint', '+' + (others.count - others.viewers.length)));
    }
    place.hidden = others.count === 0;
    if (place.hidden && $('#viewers').matches(':popover-open')) {
      $('#viewers').hidePopover();
    }
  }
  function changed(id) {
    if (document.getElementById('t' + id)) {
      waiting.add(id);
    } else if ($('#list') && elsewhere.size <= MOST_ELSEWHERE) {
      elsewhere.add(id);
    }
    const ticket = $('.ticket');
    if (ticket && Number(ticket.dataset.id) === id) {
      waiting.add(id);
    }
    news = true;
    patchSoon();
  }
  // However fast they come: one pass after the other, each with the rows that it can do.
  function patchSoon() {
    if (patching) {
      return;
    }
    patching = true;
    setTimeout(async () => {
      let reached = false;
      try {
        reached = await patch();
      } finally {
        patching = false;
      }
      if (reached && (news || waiting.size > 0)) {
        patchSoon();
      }
    }, BETWEEN_PATCHES);
  }
  /* Answers whether the server could be reached. */
  async function patch() {
    const ids = Array.from(waiting).slice(0, ROWS_AT_ONCE);
    ids.forEach((id) => waiting.delete(id));
    news = false;
    const ticket = $('.ticket');
    if (ticket && ids.includes(Number(ticket.dataset.id))) {
      htmx.trigger(document.body, 'ticket:changed');
      const props = $('#props');
      if (props && props.contains(document.activeElement)) {
        propsWait = true;
      } else {
        htmx.trigger(document.body, 'props:changed');
      }
    }
    for (const id of ids) {
      const row = document.getElementById('t' + id);
      if (row) {
        const answer = await ask('/tickets/' + id + '/row', { headers: { 'HX-Request': 'true' } }, true);
        if (!answer) {
          ids.slice(ids.indexOf(id)).forEach((left) => waiting.add(left));
          return false;
        }
        if (answer.ok) {
          replace(document.getElementById('t' + id) || row, await answer.text());
        } else if (answer.status === 404) {
          row.classList.add('gone');
          row.style.opacity = '.45';
        }
      }
    }
    const pill = $('[data-pill]');
    if (pill) {
      pill.hidden = elsewhere.size === 0;
      $('[data-pill-count]').textContent = elsewhere.size > MOST_ELSEWHERE ? MOST_ELSEWHERE + '+' : elsewhere.size;
    }
    countSoon();
    return true;
  }
  function replace(row, html) {
    const body = document.createElement('tbody');
    body.innerHTML = html;
    const fresh = $('tr', body);
    if (!fresh) {
      return;
    }
    if (fresh.dataset.shape !== row.dataset.shape) {
      refresh();
      return;
    }
    $('input', fresh).checked = $('input', row).checked;
    const here = row.classList.contains('at');
    const focused = row.contains(document.activeElement);
    row.replaceWith(fresh);
    fresh.classList.toggle('at', here);
    fresh.classList.add('fresh');
    tellTimes(fresh);
    if (focused) {
      $('a', fresh).focus({ preventScroll: true });
    }
  }
  document.addEventListener('visibilitychange', live);
  // Customers hear of answers by asking again, while they look.
  setInterval(() => {
    if (!document.hidden && $('[data-poll]')) {
      htmx.trigger(document.body, 'ticket:changed');
    }
  }, 20000);

  /* The composer: drafts that survive a reload, files */
  const WRITTEN = 'textarea, input:not([type=hidden], [type=radio], [type=checkbox], [type=file])';
  const draftKey = (form) => 'draft.' + document.body.dataset.user + '.' + form.dataset.draft;
  function compose(internal) {
    const form = $('form[data-draft]');
    if (!form) {
      return;
    }
    const kind = $('input[name=is_internal][value=' + internal + ']', form);
    if (kind) {
      kind.checked = true;
      kind.dispatchEvent(new Event('change', { bubbles: true }));
    }
    $('textarea', form).focus();
  }
  function restore() {
    const form = $('form[data-draft]');
    if (!form || form.dataset.restored) {
      return;
    }
    form.dataset.restored = 'true';
    const kept = localStorage.getItem(draftKey(form));
    if (kept) {
      const draft = JSON.parse(kept);
      Object.keys(draft).forEach((name) => {
        $$('[name="' + name + '"]', form).forEach((field) => {
          if (field.type === 'radio') {
            field.checked = field.value === draft[name];
          } else if (field.matches('select') ? field.value === initial(field) : !field.value) {
            field.value = draft[name];
          }
        });
      });
      const note = $('[data-draft-note]', form);
      if (note) {
        note.hidden = false;
      }
    }
    tint(form);
  }
  function tint(form) {
    const internal = $('input[name=is_internal][value=true]', form);
    form.classList.toggle('internal', Boolean(internal && internal.checked));
  }
  document.addEventListener('input', (event) => {
    const form = event.target.closest('form[data-draft]');
    if (!form) {
      return;
    }
    tint(form);
    const draft = {};
    $$(WRITTEN + ', select, input[type=radio]:checked', form).forEach((field) => { draft[field.name] = field.value; });
    const empty = $$(WRITTEN, form).every((field) => !field.value.trim());
    try {
      if (empty) {
        localStorage.removeItem(draftKey(form));
      } else {
        localStorage.setItem(draftKey(form), JSON.stringify(draft));
      }
    } catch (full) { /* a full store loses the draft's copy, not the draft */ }
  });
  document.addEventListener('submit', (event) => {
    const form = event.target;
    if (form.matches('form[data-draft]') && !form.hasAttribute('hx-post')) {
      sessionStorage.setItem('desk.sent', draftKey(form));
    }
  });
  document.addEventListener('htmx:afterRequest', (event) => {
    const form = event.detail.elt;
    if (form.id === 'bulk' && event.detail.successful) {
      selectNone();
    }
    // What could not be saved may be sent again.
    if (form.matches && form.matches('form.prop') && !event.detail.successful) {
      $$('[data-commit]', form).forEach((field) => { delete field.dataset.committed; });
    }
    if (form.matches && form.matches('form[data-draft]') && event.detail.successful) {
      localStorage.removeItem(draftKey(form));
      form.reset();
      tint(form);
      upload(form);
    }
  });
  // What was not sent is nobody else's who signs in here.
  document.addEventListener('submit', (event) => {
    if (event.target.matches('form[action="/sign-out"]') && !event.defaultPrevented) {
      const mine = 'draft.' + document.body.dataset.user + '.';
      Object.keys(localStorage).filter((key) => key.startsWith(mine)).forEach((key) => localStorage.removeItem(key));
    }
  });
  function forgetSent() {
    const sent = sessionStorage.getItem('desk.sent');
    // What was made has a conversation; any other page, such as that to sign in again, proves nothing.
    if (sent && $('#thread')) {
      localStorage.removeItem(sent);
    }
    sessionStorage.removeItem('desk.sent');
  }

  const queued = [];
  function showFiles() {
    const place = $('[data-queued]');
    if (place) {
      place.textContent = '';
      queued.forEach((file, i) => {
        const one = document.createElement('button');
        one.type = 'button';
        one.className = 'file';
        one.textContent = file.name + '  ×';
        one.onclick = () => { queued.splice(i, 1); showFiles(); };
        place.append(one);
      });
    }
  }
  function take(files) {
    if ($('[data-queued]')) {
      queued.push(...files);
      showFiles();
    }
  }
  async function upload(form) {
    const internal = form.dataset.sentInternal === 'true';
    while (queued.length) {
      const file = queued.shift();
      const data = new FormData();
      data.append('is_internal', String(internal));
      data.append('file', file);
      const answer = await ask(form.dataset.upload, { method: 'POST', body: data, headers: { 'X-CSRF-Token': csrf(), 'HX-Request': 'true' } });
      if (!answer) {
        queued.unshift(file);
        break;
      }
      if (!answer.ok) {
        $('#toasts').insertAdjacentHTML('beforeend', await answer.text());
      }
      showFiles();
    }
    htmx.trigger(document.body, 'ticket:changed');
  }
  document.addEventListener('htmx:beforeRequest', (event) => {
    const form = event.detail.elt;
    if (form.matches && form.matches('form[data-draft]')) {
      const internal = $('input[name=is_internal][value=true]', form);
      form.dataset.sentInternal = String(Boolean(internal && internal.checked));
    }
  });
  document.addEventListener('change', (event) => {
    if (event.target.matches('[data-files]')) {
      take(event.target.files);
      event.target.value = '';
    }
  });
  document.addEventListener('change', async (event) => {
    const field = event.target;
    if (!field.matches('[data-import]') || !field.files.length) {
      return;
    }
    const file = field.files[0];
    const headers = { 'Content-Type': 'application/x-ndjson', 'X-CSRF-Token': csrf(), 'HX-Request': 'true' };
    const answer = await ask(field.dataset.import, { method: 'POST', body: file, headers });
    field.value = '';
    if (answer && answer.ok) {
      htmx.trigger(document.body, 'imports:changed');
    } else if (answer) {
      $('#toasts').insertAdjacentHTML('beforeend', await answer.text());
    }
  });
  document.addEventListener('paste', (event) => {
    if (event.target.closest('form[data-upload]') && event.clipboardData.files.length) {
      take(event.clipboardData.files);
      event.preventDefault();
    }
  });
  ['dragover', 'drop'].forEach((kind) => document.addEventListener(kind, (event) => {
    const form = $('form[data-upload]');
    if (form && event.dataTransfer && event.dataTransfer.types.includes('Files')) {
      event.preventDefault();
      if (kind === 'drop') {
        take(event.dataTransfer.files);
      }
    }
  }));

  /* A part that is drawn anew replaces the one that asked, with all that waited there: what happened meanwhile is asked for once more. */
  const parts = { 'ticket:changed': '#thread', 'props:changed': '#props', 'desk:changed': '#list' };
  const missed = new Set();
  const isAsking = (name) => { const part = $(parts[name]); return Boolean(part) && part.classList.contains('htmx-request'); };
  Object.keys(parts).forEach((name) => document.body.addEventListener(name, () => {
    if (isAsking(name)) {
      missed.add(name);
    }
  }));
  document.addEventListener('htmx:afterSettle', () => {
    Array.from(missed).filter((name) => !isAsking(name)).forEach((name) => {
      missed.delete(name);
      htmx.trigger(document.body, name);
    });
  });

  /* After each part that is new on the page */
  let settled;
  document.addEventListener('htmx:afterSettle', (event) => {
    tellTimes(event.detail.elt.isConnected ? event.detail.elt : document);
    if (event.detail === settled) {
      return;
    }
    settled = event.detail;
    // Other columns were chosen elsewhere since.
    const shapes = new Set(rows().map((row) => row.dataset.shape));
    if (shapes.size > 1) {
      refresh();
    }
    fadeToasts();
    restore();
    if (place) {
      backToPlace();
    }
    if (event.detail.target && (event.detail.target.id === 'list' || event.detail.elt.id === 'list')) {
      selected();
      elsewhere.clear();
      count();
      live();
    }
  });
  // What is asked for into a dialog opens it.
  document.addEventListener('htmx:afterSwap', (event) => {
    const target = event.detail.target;
    if (target && target.matches('[popover]') && !target.matches(':popover-open')) {
      target.showPopover();
    }
  });
  document.addEventListener('htmx:sendError', tellOffline);
  // A list that is drawn anew keeps the reader's selection, in another order too, and in the same order their place.
  let kept;
  let looking;
  let place;
  const missingRows = () => (place ? place.rows - rows().length : 0);
  function conditions(query) {
    const values = new URLSearchParams(query);
    values.delete('sort');
    values.delete('order');
    return values.toString();
  }
  document.addEventListener('htmx:beforeSwap', (event) => {
    if (event.detail.shouldSwap && event.detail.target && event.detail.target.id === 'list' && $('#rows')) {
      kept = {
        ids: new Set([...boxes().filter((box) => box.checked).map((box) => box.value), ...beyond]),
        everything,
        query: $('#list').dataset.query,
        rows: rows().length,
        at: at() ? at().dataset.id : undefined,
        focused: Boolean(at() && at().contains(document.activeElement)),
        top: document.scrollingElement.scrollTop,
      };
    }
  });
  let swapped;
  document.addEventListener('htmx:afterSwap', (event) => {
    // It is told of each row that came.
    if (event.detail === swapped) {
      return;
    }
    swapped = event.detail;
    if (kept && $('#list')) {
      const before = kept;
      kept = undefined;
      const query = $('#list').dataset.query;
      selectNone();
      if (conditions(query) === conditions(before.query)) {
        select(before);
      }
      place = query === before.query ? before : undefined;
      if (missingRows() <= 0) {
        backToPlace();
      }
    }
    boxes().filter((box) => everything || beyond.delete(box.value)).forEach((box) => { box.checked = true; });
    selected();
  });
  function select(before) {
    everything = before.everything && Boolean($('#rows'));
    boxes().forEach((box) => { box.checked = before.ids.delete(box.value); });
    // A list that ends has no others; else they may be further down, or in it no more.
    if (!everything && before.ids.size > 0 && $('#rows tr.more')) {
      lookFor(Array.from(before.ids));
    }
  }
  async function lookFor(ids) {
    const mine = {};
    looking = mine;
    for (let i = 0; i < ids.length; i += IDS_AT_ONCE) {
      const path = '/tickets/found?' + $('#list').dataset.query + '&ids=' + ids.slice(i, i + IDS_AT_ONCE).join(',');
      const answer = await ask(path, { headers: { Accept: 'application/json' } }, true);
      const found = answer && answer.ok ? await answer.json() : [];
      // What was selected or drawn since has the last word.
      if (looking !== mine) {
        return;
      }
      found.forEach((id) => {
        const box = $('#t' + id + ' input');
        if (box) {
          box.checked = true;
        } else {
          beyond.add(String(id));
        }
      });
      selected();
    }
  }
  function backToPlace() {
    const more = $('#rows tr.more');
    if (more && missingRows() > 0) {
      place.drawnOn = true;
      htmx.trigger(more, 'intersect');
      return;
    }
    const row = place && place.at && document.getElementById('t' + place.at);
    if (row) {
      row.classList.add('at');
      if (place.focused) {
        $('a', row).focus({ preventScroll: true });
      }
    }
    if (place && place.drawnOn) {
      document.scrollingElement.scrollTop = place.top;
    }
    place = undefined;
  }
  // A page that is gone back to has no selection.
  document.addEventListener('htmx:historyRestore', selectNone);

  // A conversation that is drawn anew has its latest part only: what somebody opened before that stays above it.
  // Where the two don't meet, nothing is taken from the reader's eyes, who is told the way instead.
  let above = [];
  let meeting;
  let reading;
  document.addEventListener('htmx:beforeSwap', (event) => {
    const thread = event.detail.target;
    if (!thread || thread.id !== 'thread' || !event.detail.shouldSwap) {
      return;
    }
    const shown = Array.from(thread.children);
    const keys = shown.map((item) => item.dataset.key);
    const latest = $$('[data-key]', new DOMParser().parseFromString(event.detail.serverResponse, 'text/html'));
    const known = latest.find((item) => keys.includes(item.dataset.key));
    meeting = known && known.dataset.key;
    above = [];
    if (known) {
      const start = shown.findIndex((item) => item.matches('.message')) + 1;
      above = shown.slice(start, keys.indexOf(meeting));
    } else if (latest.length > 0 && keys.some(Boolean)) {
      event.detail.shouldSwap = false;
      const way = $('[data-newer]');
      if (way) {
        way.hidden = false;
      }
    }
    above = above.some((item) => item.dataset.key) ? above : [];
    reading = above.find((item) => item.contains(document.activeElement)) && document.activeElement;
    above.forEach((item) => item.remove());
  });
  document.addEventListener('htmx:afterSwap', () => {
    const place = above.length > 0 && $('#thread > [data-key="' + meeting + '"]');
    if (place) {
      const drawn = Array.from(place.parentElement.children);
      drawn.slice(drawn.findIndex((item) => item.matches('.message')) + 1, drawn.indexOf(place)).forEach((item) => item.remove());
      place.before(...above);
      above = [];
      if (reading) {
        reading.focus({ preventScroll: true });
      }
    }
  });

  // Properties that are drawn anew keep what somebody is about to change in them. Where another has changed just that,
  // the form keeps its version, too: sending it shows both.
  let edits = [];
  const fields = () => $$('#props textarea, #props select, #props input:not([type=hidden])');
  const versionOf = (field) => (field.form && field.form.elements.namedItem('version')) || {};
  document.addEventListener('htmx:beforeSwap', (event) => {
    if (event.detail.target && event.detail.target.id === 'props') {
      propsWait = false;
      edits = fields()
        .filter((field) => field.value !== initial(field) && field.form !== event.detail.elt)
        .filter((field) => !field.matches('select') || field.dataset.touched)
        .map((field) => ({ name: field.name, value: field.value, from: initial(field), version: versionOf(field).value, touched: field.dataset.touched }));
      fields().forEach((field) => { delete field.dataset.touched; });
    }
  });
  document.addEventListener('htmx:afterSwap', () => {
    edits.forEach((edit) => {
      const field = fields().find((one) => one.name === edit.name);
      if (field && initial(field) !== edit.value) {
        if (initial(field) !== edit.from) {
          versionOf(field).value = edit.version;
        }
        field.value = edit.value;
        if (edit.touched) {
          field.dataset.touched = edit.touched;
          keyed = field;
        }
        const box = field.closest('details');
        if (box) {
          box.open = true;
        }
      }
    });
    edits = [];
  });

  // A reload does not say again what was deleted.
  if (/[?&]gone=/.test(location.search)) {
    history.replaceState(history.state, '', location.href.replace(/[?&]gone=\d*/, ''));
  }
  // On a small screen the tabs are wider than it.
  $$('.subnav [aria-current=page]').forEach((tab) => tab.scrollIntoView({ block: 'nearest', inline: 'center' }));
  tellShortcuts();
  forgetSent();
  tellTimes();
  restore();
  count();
  live();
  selected();
})();
