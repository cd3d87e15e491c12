/* Tabs as ARIA describes them; what is behind a tab is built when it is first opened. */
((faultline) => {
  'use strict';

  const {el, named} = faultline.dom;

  class Tabs {
    /**
     * @param pages {name, build: () => elements}; the first element may have start(), called when
     *     it comes into view, and stop(), called when it goes
     */
    constructor(pages, label) {
      this.pages = pages;
      this.tabs = pages.map((page, i) => el('button', {
        type: 'button', role: 'tab', id: `tab-${i}`, 'aria-controls': `panel-${i}`, title: page.name,
      }, named(page.name)));
      this.panels = pages.map((_, i) => el('div', {
        role: 'tabpanel', id: `panel-${i}`, 'aria-labelledby': `tab-${i}`, tabindex: 0, hidden: true,
      }));
      this.list = el('div', {role: 'tablist', 'aria-label': label, class: 'tabs'}, this.tabs);
      this.tabs.forEach((tab, i) => tab.addEventListener('click', () => this.open(i)));
      this.list.addEventListener('keydown', (event) => this.#key(event));
      addEventListener('beforeprint', () => this.buildAll());
    }

    #key(event) {
      const now = this.tabs.indexOf(document.activeElement);
      const to = {
        ArrowRight: (now + 1) % this.tabs.length,
        ArrowLeft: (now + this.tabs.length - 1) % this.tabs.length,
        Home: 0,
        End: this.tabs.length - 1,
      }[event.key];
      if (to !== undefined) {
        event.preventDefault();
        this.open(to);
        this.tabs[to].focus();
      }
    }

    open(index) {
      this.build(index);
      this.tabs.forEach((tab, i) => {
        tab.setAttribute('aria-selected', String(i === index));
        tab.tabIndex = i === index ? 0 : -1;
      });
      this.panels.forEach((panel, i) => {
        panel.hidden = i !== index;
        panel.firstElementChild?.stop?.();
      });
      faultline.drawing.drawAll(this.panels[index]);
      this.panels[index].firstElementChild.start?.();
    }

    build(index) {
      if (!this.panels[index].hasChildNodes()) {
        this.panels[index].append(...this.pages[index].build());
      }
    }

    buildAll() {
      this.pages.forEach((_, index) => this.build(index));
    }

    /** Into a page: the tabs, unless there is only one, and what is behind them. */
    appendTo(page) {
      if (this.pages.length > 1) {
        page.append(this.list);
      }
      page.append(...this.panels);
    }
  }

  faultline.Tabs = Tabs;
})(globalThis.faultline ??= {});
