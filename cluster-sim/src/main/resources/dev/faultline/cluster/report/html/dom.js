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

  /** Text without characters that show nothing and change how others show: all but line ends. */
  const visible = (text) => text.replace(/[\u0000-\u0008\u000b-\u001f\u007f\u202a-\u202e\u2066-\u2069]/g, '\ufffd');

  /** A name that a person gave: its direction of writing does not reach beyond it. */
  const named = (text) => el('bdi', {}, text);

  /** Text with its web addresses as links; all else stays text. */
  function linked(text) {
    const parts = text.split(/(https?:\/\/[^\s,;)<>"']+)/);
    return parts.filter((part) => part !== '').map((part) => (/^https?:\/\//.test(part)
      ? el('a', {href: part, rel: 'noopener noreferrer'}, part)
      : part));
  }

  /** A figure with its unit, or a word or two: not to be broken. */
  const isShort = (content) => typeof content === 'string' && content.length <= 24;

  function table(caption, heads, rows, attributes = {}) {
    const cell = (content, head) => el(head ? 'th' : 'td',
      {scope: head ? 'row' : null, class: isShort(content) ? 'short' : null}, content);
    return el('div', {class: 'scroll', tabindex: 0, role: 'region', 'aria-label': caption},
      el('table', attributes,
        el('caption', {}, caption),
        el('thead', {}, el('tr', {}, heads.map((head) => el('th', {scope: 'col'}, head)))),
        el('tbody', {}, rows.map((row) => el('tr', {},
          row.map((content, column) => cell(content, column === 0)))))));
  }

  faultline.dom = {el, visible, named, linked, table};
})(globalThis.faultline ??= {});
