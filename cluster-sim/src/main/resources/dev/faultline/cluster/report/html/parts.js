/* What pages are put together from: sections with a heading and a sentence, charts, tiles. */
((faultline) => {
  'use strict';

  const {el} = faultline.dom;

  function section(id, title, how, ...content) {
    return el('section', {class: `section ${id}`, 'aria-label': title},
      el('h3', {}, title), el('p', {class: 'how'}, how), ...content.flat().filter((each) => each !== null));
  }

  const unknown = (what) => el('p', {class: 'unknown'}, what);

  /**
   * @param build options of the chart from tokens and width in pixels
   * @param options of the Drawing
   */
  function chart(name, build, options = {}) {
    const element = el('div', {class: `chart ${name}`});
    const host = el('div', {class: 'chart-host'}, element);
    new faultline.drawing.Drawing(name, element, build, options);
    return host;
  }

  /** @param list of name, value, and what it rests on */
  const tiles = (list) => el('dl', {class: 'tiles'}, list.map(([name, value, rest]) => el('div', {},
    el('dt', {}, name), el('dd', {class: 'value'}, value), el('dd', {class: 'rest'}, rest))));

  const notes = (list, label = 'Notes') => (list.length === 0 ? null
    : el('ul', {class: 'notes', 'aria-label': label},
      list.map((note) => el('li', {}, faultline.dom.named(note)))));

  /** A command line that can be copied. */
  function command(text) {
    const copy = el('button', {type: 'button', class: 'copy'}, 'Copy');
    copy.addEventListener('click', () => navigator.clipboard?.writeText(text)
      .then(() => { copy.textContent = 'Copied'; }));
    return el('p', {class: 'command'}, el('code', {}, text), ' ', copy);
  }

  /** Pairs of name and value in a line. */
  const facts = (list) => el('dl', {class: 'run'},
    list.map(([name, value]) => el('div', {}, el('dt', {}, name), el('dd', {}, value))));

  faultline.parts = {section, unknown, chart, tiles, notes, command, facts};
})(globalThis.faultline ??= {});
