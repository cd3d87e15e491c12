/* The page of runs: a tab for each scenario, and a comparison in front when there are several. */
((faultline) => {
  'use strict';

  const {el} = faultline.dom;

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
      sections.durability(result),
      sections.inputs(result),
      player.element);
    panel.start = () => player.to(player.seconds);
    panel.stop = () => player.pause();
    panel.player = player;
    panel.map = map;
    return panel;
  }

  const instants = (result) => [
    ...result.faults.flatMap((fault) => [fault.atSeconds, fault.untilSeconds]),
    result.rebuild.startSeconds,
    result.rebuild.endSeconds,
  ].filter(faultline.units.isNumber);

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

  /** A link may name a tab and an instant: report.html#tab=1&at=7200. */
  function openFirst(tabs) {
    const wanted = new URLSearchParams(location.hash.slice(1));
    const tab = Number(wanted.get('tab') ?? 0);
    tabs.open(tab > 0 && tab < tabs.pages.length ? tab : 0);
    const panel = tabs.panels.find((each) => !each.hidden);
    panel.firstElementChild.player?.to(Number(wanted.get('at') ?? 0) || 0);
  }

  faultline.shell.begin((results, page) => {
    const tabs = new faultline.Tabs(pagesOf(results, (index) => {
      tabs.open(index);
      tabs.tabs[index].focus();
    }), 'Scenarios');
    tabs.appendTo(page);
    return {tabs, open: () => openFirst(tabs)};
  });
})(globalThis.faultline ??= {});
