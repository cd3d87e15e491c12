/*
 * What every page does whatever it shows: unpacks its data, lets the reader choose light or dark,
 * draws its charts when they come into view and again for paper, and says when it cannot.
 */
((faultline) => {
  'use strict';

  const {el} = faultline.dom;

  async function unpack(base64) {
    const packed = Uint8Array.from(atob(base64.trim()), (character) => character.charCodeAt(0));
    const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'));
    return JSON.parse(await new Response(stream).text(),
      (key, value) => (typeof value === 'string' ? faultline.dom.visible(value) : value));
  }

  function themeButton() {
    const button = document.getElementById('theme');
    const dark = () => getComputedStyle(document.documentElement).colorScheme === 'dark'
      || (document.documentElement.dataset.theme === undefined
        && matchMedia('(prefers-color-scheme: dark)').matches);
    const show = () => {
      button.textContent = dark() ? 'Light' : 'Dark';
      button.setAttribute('aria-pressed', String(dark()));
      button.setAttribute('aria-label', `Change to ${dark() ? 'light' : 'dark'} colours`);
    };
    button.addEventListener('click', () => {
      document.documentElement.dataset.theme = dark() ? 'light' : 'dark';
      show();
      faultline.drawing.drawAll();
    });
    show();
  }

  function problem(error) {
    document.getElementById('report').append(el('p', {class: 'problem', role: 'alert'},
      'This report cannot be drawn here. It needs a browser of 2024 or later. ', String(error)));
    console.error(error);
  }

  async function start(build) {
    const data = await unpack(document.getElementById('results').textContent);
    const page = build(data, document.getElementById('report'));
    themeButton();
    faultline.drawing.watch();
    faultline.drawing.drawAll();
    page?.open?.();
    faultline.page = {data, ...page};
    document.documentElement.dataset.ready = 'true';
  }

  /**
   * Starts the page, once, from its last script; does nothing where there is no document.
   *
   * @param build puts the page into an element, from its data; what it returns can be reached as
   *     faultline.page, and its open(), if there is one, is called when all is in place
   */
  function begin(build) {
    if (globalThis.document) {
      start(build).catch(problem);
    }
  }

  faultline.shell = {begin};
})(globalThis.faultline ??= {});
