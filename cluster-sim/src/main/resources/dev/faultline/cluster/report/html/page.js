/* Starts the page: unpacks the results, builds the tabs, and lets time and colours change. */
((faultline) => {
  'use strict';

  const {el, named} = faultline.dom;

  async function unpack(base64) {
    const packed = Uint8Array.from(atob(base64.trim()), (character) => character.charCodeAt(0));
    const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'));
    return JSON.parse(await new Response(stream).text(),
      (key, value) => (typeof value === 'string' ? faultline.dom.visible(value) : value));
  }

  /** The page of one scenario. */
  function scenarioPage(result) {
    const {sections} = faultline;
    const host = el('div', {class: 'map-host'});
    const map = new faultline.SiteMap(host, result);
    map.host = host;
    const panel = el('div', {class: 'scenario'});
    const player = new faultline.Player(result.simulatedSeconds, instants(result), (seconds) => {
      map.showTime(seconds);
      faultline.drawing.inside(panel).filter((drawing) => drawing.timed)
        .forEach((drawing) => drawing.showTime(seconds));
      player.facts.replaceChildren(...sections.factsAt(result, map, seconds)
        .map(([name, value]) => el('span', {}, `${name} `, el('b', {}, value))));
    });
    const onTime = (seconds) => player.to(seconds);
    panel.append(
      sections.answer(result),
      sections.throughput(result, onTime),
      sections.redundancy(result, onTime),
      ...[faultline.maintenance.section(result, onTime)].filter((each) => each !== null),
      sections.siteMap(result, map),
      sections.utilisation(result, onTime),
      sections.paths(result),
      sections.power(result, onTime),
      sections.elevations(result),
      sections.inputs(result),
      player.element);
    panel.start = () => player.to(player.seconds);
    panel.player = player;
    panel.map = map;
    return panel;
  }

  const instants = (result) => [
    ...result.faults.flatMap((fault) => [fault.atSeconds, fault.untilSeconds]),
    result.rebuild.startSeconds,
    result.rebuild.endSeconds,
  ].filter(faultline.units.isNumber);

  /** Tabs as ARIA describes them; a page is built when it is first opened. */
  class Tabs {
    constructor(pages) {
      this.pages = pages;
      this.tabs = pages.map((page, i) => el('button', {
        type: 'button', role: 'tab', id: `tab-${i}`, 'aria-controls': `panel-${i}`, title: page.name,
      }, named(page.name)));
      this.panels = pages.map((_, i) => el('div', {
        role: 'tabpanel', id: `panel-${i}`, 'aria-labelledby': `tab-${i}`, tabindex: 0, hidden: true,
      }));
      this.list = el('div', {role: 'tablist', 'aria-label': 'Scenarios', class: 'tabs'}, this.tabs);
      this.tabs.forEach((tab, i) => tab.addEventListener('click', () => this.open(i)));
      this.list.addEventListener('keydown', (event) => this.#key(event));
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
        panel.firstElementChild?.player?.pause();
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
  }

  function pagesOf(results, open) {
    const names = results.map((result) => result.scenario);
    const name = (result) => (names.filter((each) => each === result.scenario).length > 1
      ? `${result.scenario} · ${result.topology}`
      : result.scenario);
    const pages = results.map((result) => ({name: name(result), build: () => [scenarioPage(result)]}));
    return results.length === 1
      ? pages
      : [{name: 'Comparison', build: () => faultline.compare.build(results, (i) => open(i + 1))}, ...pages];
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

  /** A link may name a tab and an instant: report.html#tab=1&at=7200. */
  function openAt(tabs) {
    const wanted = new URLSearchParams(location.hash.slice(1));
    const tab = Number(wanted.get('tab') ?? 0);
    if (tab > 0 && tab < tabs.pages.length) {
      tabs.open(tab);
    }
    const panel = tabs.panels.find((each) => !each.hidden);
    panel.firstElementChild.player?.to(Number(wanted.get('at') ?? 0) || 0);
  }

  async function start() {
    const results = await unpack(document.getElementById('results').textContent);
    const tabs = new Tabs(pagesOf(results, (index) => {
      tabs.open(index);
      tabs.tabs[index].focus();
    }));
    const report = document.getElementById('report');
    if (results.length > 1) {
      report.append(tabs.list);
    }
    report.append(...tabs.panels);
    themeButton();
    addEventListener('beforeprint', () => tabs.buildAll());
    faultline.drawing.watch();
    tabs.open(0);
    openAt(tabs);
    faultline.page = {results, tabs};
    document.documentElement.dataset.ready = 'true';
  }

  if (globalThis.document) {
    start().catch(problem);
  }
})(globalThis.faultline ??= {});
