/* The page of a sizing: what is asked, each candidate's answer, why others have none, a tornado. */
((faultline) => {
  'use strict';

  const {dom: {el, named, table}, parts, units, amount, tornado} = faultline;

  const inRack = (c) => (c.frontEndsPerRack === 0 ? `${c.nodesPerRack}` : `${c.nodesPerRack} + ${c.frontEndsPerRack}`);
  const where = (c) => (c.racks === null
    ? `${units.counted(c.nodes, 'node')} in ${units.counted(c.domains, 'domain')}`
    : `${units.counted(c.racks, 'rack')} of ${inRack(c)}`);
  const monthly = (usd) => (usd === null ? units.UNKNOWN : `${units.money(usd)} a month`);
  const margin = (share) => (share === null ? '' : tornado.signed(share * 100));

  /** Whether the most within limits is sought, not the least that gives enough. */
  const largest = (result) => result.objective === 'usable';

  function askedTable(result) {
    return table('Requirements', ['requirement', 'amount', 'where it comes from'], result.asked.map((asked) => [
      asked.term, `${asked.atLeast ? 'at least' : 'at most'} ${amount(asked.unit, asked.amount)}`, asked.source ?? '']));
  }

  function candidateTable(result) {
    const heads = ['candidate', 'racks', 'in a rack', 'nodes', 'drives', 'usable', 'code', 'read', 'write', 'power', 'cost', 'what binds'];
    return table(`${largest(result) ? 'Largest' : 'Smallest'} configuration of each candidate`, heads, result.candidates.map(({name, answer}) => {
      if (answer === null) {
        return [named(name), ...heads.slice(2).map(() => '-'), el('span', {class: 'impossible'}, 'none meets this')];
      }
      const c = answer.configuration;
      return [named(name), c.racks === null ? `${c.domains} domains` : units.count(c.racks), inRack(c), units.count(c.nodes), units.count(c.drives),
        units.bytes(c.usableBytes), answer.review.protection.code, units.rate(c.readBytesPerSecond), units.rate(c.writeBytesPerSecond), units.watts(c.watts), monthly(c.monthlyUsd), answer.binding];
    }));
  }

  const failing = (check) => `${check.term} is ${amount(check.unit, check.actual)}, ${check.atLeast ? 'less' : 'more'} than ${amount(check.unit, check.asked)}`;

  function answered({name, answer, notes}) {
    const checks = table(`What ${name} gives`, ['requirement', 'asked', 'given', 'to spare'], answer.checks.map((check) => [
      check.term, `${check.atLeast ? 'at least' : 'at most'} ${amount(check.unit, check.asked)}`, amount(check.unit, check.actual), margin(check.margin)]));
    const less = answer.less.map((neighbour) => `${neighbour.what}: ${neighbour.fails.length > 0 ? failing(neighbour.fails[0]) : neighbour.refused || 'would do'}.`);
    return [el('h4', {}, named(name), `: ${where(answer.configuration)}`), checks,
      el('ul', {class: 'notes'}, [...less, ...notes].map((line) => el('li', {}, line)))];
  }

  function refused({name, shortfall}) {
    const lines = shortfall.relaxations.map((r) => `With ${r.term} ${amount(r.unit, r.to)} instead of ${amount(r.unit, r.from)}: ${where(r.answer)}, ${units.watts(r.answer.watts)}, ${monthly(r.answer.monthlyUsd)}.`);
    const first = shortfall.first === null || shortfall.nearest === null ? null
      : el('p', {}, `${where(shortfall.nearest)}: ${failing(shortfall.first)} (${margin(shortfall.first.margin)}).`);
    return [el('h4', {}, named(name)), el('p', {class: 'impossible'}, `${shortfall.reason}.`), first,
      lines.length === 0 ? el('p', {}, 'No one requirement alone stands in the way: more than one must give.')
        : el('ul', {class: 'notes'}, lines.map((line) => el('li', {}, line)))];
  }

  function sensitivity(study) {
    const host = parts.chart('tornado', (token) => tornado.options(study, token), {height: () => tornado.height(study)});
    const rows = study.inputs.map((input) => [input.name,
      amount(study.unit, input.low), input.lowAnswer, amount(study.unit, input.high), input.highAnswer]);
    const percent = Math.round(study.share * 100);
    return [host, table('The same in figures', ['input', `${percent} % less`, '', `${percent} % more`, ''], rows)];
  }

  function page(result) {
    const best = result.candidates.find((candidate) => candidate.answer !== null);
    const refusals = result.candidates.filter((candidate) => candidate.answer === null);
    const sentence = best === undefined ? 'No candidate meets this requirement.'
      : `${best.name}: ${where(best.answer.configuration)}, ${units.bytes(best.answer.configuration.usableBytes)} usable. What binds: ${best.answer.binding}.`;
    return [
      el('section', {class: 'answer'}, el('h2', {}, named(result.name)),
        result.description ? el('p', {class: 'how'}, result.description) : null,
        el('p', {}, sentence), parts.command(result.command)),
      parts.section('asked', 'What is asked', largest(result) ? 'The most usable capacity within these limits is the best.' : `Of what meets all of it, the least ${result.objective} is the best.`, askedTable(result)),
      parts.section('candidates', 'Candidates', `The ${largest(result) ? 'largest configuration of each within the limits' : 'smallest configuration of each that gives what is asked'}, found by search over the models; the best first.`, candidateTable(result)),
      result.sensitivity === null ? null : parts.section('sensitivity', 'What matters most', `The best candidate sized again with one input changed, with as many nodes in a rack; ${result.sensitivity.measure} is ${amount(result.sensitivity.unit, result.sensitivity.base)} as it stands.`, sensitivity(result.sensitivity)),
      best === undefined ? null : parts.section('answers', `Why not ${largest(result) ? 'larger' : 'smaller'}`, `What each answer gives against what is asked, and what fails with one rack or one node in each rack ${largest(result) ? 'more' : 'less'}.`,
        result.candidates.filter((candidate) => candidate.answer !== null).map(answered).flat()),
      refusals.length === 0 ? null : parts.section('refusals', 'Why there is no answer', 'The requirement that fails first in the configuration that comes nearest, and what would do instead, one requirement at a time.', refusals.map(refused).flat()),
    ].filter((each) => each !== null);
  }

  faultline.shell.begin((result, report) => {
    report.append(...page(result));
    return {};
  });
})(globalThis.faultline ??= {});
