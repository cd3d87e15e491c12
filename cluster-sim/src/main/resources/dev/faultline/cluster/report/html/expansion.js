/* The page of a cluster that grows: what clients keep, what moves, how long that takes. */
((faultline) => {
  'use strict';

  const {dom: {el, named, table}, parts, units, expansionCharts: charts} = faultline;

  const arrow = (before, after) => `${before} → ${after}`;

  /** All that is stored, parities and metadata with it: the new drives' share tells. */
  const stored = ({movement, before, after}) => movement.newShareBytes * after.drives / (after.drives - before.drives);

  function sizes(result) {
    return table('Each step', ['step', 'nodes', 'racks', 'failure domains', 'drives', 'usable', 'filled', 'drives hold of the mean'], result.steps.map((step, i) => [
      el('span', {}, `${i + 1}. `, named(step.to)),
      arrow(units.count(step.before.nodes), units.count(step.after.nodes)),
      arrow(units.count(step.before.racks), units.count(step.after.racks)),
      arrow(units.count(step.before.failureDomains), units.count(step.after.failureDomains)),
      arrow(units.count(step.before.drives), units.count(step.after.drives)),
      arrow(units.bytes(step.usableBytesBefore), units.bytes(step.usableBytesAfter)),
      arrow(units.percent(result.fill), units.percent(step.fillAfter)),
      `${units.percent(step.balance.emptiest)} to ${units.percent(step.balance.fullest)}`]));
  }

  function movements(result) {
    return table('What moves', ['step', 'stored with parities', 'moves', 'of it between racks', 'cannot be less', 'takes', 'cannot be less', 'bound by'],
      result.steps.map(({movement, ...step}, i) => [
        String(i + 1),
        units.bytes(stored({movement, ...step})), units.bytes(movement.bytes),
        movement.acrossRacksBytes === 0 ? 'none' : units.bytes(movement.acrossRacksBytes), units.bytes(movement.leastBytes),
        units.duration(movement.seconds), units.duration(movement.lowerBoundSeconds), movement.bottleneck]));
  }

  function clientsServed(result) {
    return table('What clients read', ['step', 'before', 'at least meanwhile', 'in the mean', 'after'], result.steps.map(({clients}, i) => [
      String(i + 1), units.rate(clients.readBytesPerSecondBefore), units.rate(clients.leastReadBytesPerSecond), units.rate(clients.meanReadBytesPerSecond), units.rate(clients.readBytesPerSecondAfter)]));
  }

  function optional(result) {
    const lines = result.steps.flatMap(({reencoding: code, ...step}, i) => (code === null ? []
      : [`Step ${i + 1}: ${code.code} would make ${units.bytes(code.usableBytes)} usable instead of ${units.bytes(step.usableBytesAfter)}. All data would be read (${units.bytes(code.readBytes)}) and written again (${units.bytes(code.writtenBytes)}): ${units.duration(code.seconds)} on the same terms.`]));
    return lines.length === 0 ? el('p', {}, `No code that the grown cluster allows is more efficient than ${result.code}.`) : parts.notes(lines, 'Better codes');
  }

  function page({result, command}) {
    const seconds = result.steps.reduce((sum, step) => sum + step.movement.seconds, 0);
    const least = Math.min(...result.steps.map((step) => step.clients.leastReadBytesPerSecond / step.clients.readBytesPerSecondBefore));
    const last = result.steps.at(-1);
    const asked = result.readsAsked === null ? 'clients read all that they can get' : `clients ask to read ${units.rate(result.readsAsked)}`;
    return [
      el('section', {class: 'answer'}, el('h2', {}, named(result.name)),
        el('p', {}, `${units.bytes(result.steps[0].usableBytesBefore)} grow to ${units.bytes(last.usableBytesAfter)} in ${units.counted(result.steps.length, 'step')}; strips move for ${units.duration(seconds)} in all, and clients are never served less than ${units.percent(least)} of what they could read before a step. The code ${result.code} stays.`),
        el('p', {class: 'how'}, `${units.percent(result.fill)} full before each step; moving is guaranteed ${units.percent(result.share)} of every resource; ${asked}.`),
        parts.command(command)),
      parts.section('served', 'What clients read meanwhile', 'New front ends serve from the beginning, and new drives as soon as they hold something. Steps are drawn one right after the other.',
        parts.chart('served', (token) => charts.served(result, token), {height: () => 300})),
      parts.section('moved', 'What moves', 'Strips with parities and metadata, beside what must move for every drive to hold the same, give or take a strip.',
        parts.chart('moved', (token) => charts.moved(result, token), {height: () => charts.height(result)})),
      parts.section('taken', 'How long it takes', 'Beside clients, with what moving is guaranteed; and what it would take with no client in the way and all work spread perfectly.',
        parts.chart('taken', (token) => charts.taken(result, token), {height: () => charts.height(result)})),
      parts.section('steps', 'All figures', 'Of every step.', sizes(result), movements(result), clientsServed(result)),
      parts.section('optional', 'A better code', 'Old data may stay in the code that it is in; re-encoding it is a choice.', optional(result)),
    ];
  }

  faultline.shell.begin((data, report) => {
    report.append(...page(data));
    return {};
  });
})(globalThis.faultline ??= {});
