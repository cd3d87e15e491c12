/* Elements from words. Whatever comes from a result becomes text, never markup. */
((faultline) => {
  'use strict';

  function el(tag, attributes = {}, ...children) {
    const element = document.createElement(tag);
    Object.entries(attributes).forEach(([name, value]) => {
      if (value !== null && value !== false) {
        element.setAttribute(name, value === true ? '' : value);
      }
    });
    element.append(...children.flat().filter((child) => child !== null));
    return element;
  }

  /** A name that a person gave: its direction of writing does not reach beyond it. */
  const named = (text) => el('bdi', {}, text);

  /** Text with its web addresses as links; all else stays text. */
  function linked(text) {
    const parts = text.split(/(https?:\/\/[^\s,;)<>"']+)/);
    return parts.filter((part) => part !== '').map((part) => (/^https?:\/\//.test(part)
      ? el('a', {href: part, rel: 'noopener noreferrer'}, part)
      : part));
  }

  function table(caption, heads, rows, attributes = {}) {
    const cell = (content, head) => el(head ? 'th' : 'td', head ? {scope: 'row'} : {}, content);
    return el('div', {class: 'scroll', tabindex: 0, role: 'region', 'aria-label': caption},
      el('table', attributes,
        el('caption', {}, caption),
        el('thead', {}, el('tr', {}, heads.map((head) => el('th', {scope: 'col'}, head)))),
        el('tbody', {}, rows.map((row) => el('tr', {},
          row.map((content, column) => cell(content, column === 0)))))));
  }

  faultline.dom = {el, named, linked, table};
})(globalThis.faultline ??= {});
