/* The page of a sweep: a heat map with a choice of figures, and every row. */
((faultline) => {
  'use strict';

  const {dom: {el, named, table}, parts, heat} = faultline;

  function choice(label, values, chosen, onChange) {
    const select = el('select', {}, values.map((value, i) => el('option', {value: i, selected: i === chosen}, value)));
    select.addEventListener('change', () => onChange(Number(select.value)));
    return el('label', {class: 'choice'}, `${label} `, select);
  }

  /** Parameters beyond the two of the map and the two of its panels are fixed, one value each. */
  function map(result) {
    const further = result.axes.panels.slice(2);
    const state = {
      figure: Math.max(0, result.measures.findIndex((each) => each.name === result.axes.figure)),
      fixed: further.map((name) => [name, heat.valuesOf(result, name)[0]]),
    };
    const host = parts.chart('heat', (token, width) => heat.options(result, state.figure, state.fixed, token, width), {height: () => heat.height(result)});
    const redraw = () => faultline.drawing.drawAll(host);
    const meaning = el('p', {class: 'how'});
    const say = () => { meaning.textContent = `${result.measures[state.figure].name}: ${result.measures[state.figure].meaning}.`; };
    say();
    const choices = el('p', {class: 'choices'},
      choice('Figure', result.measures.map((each) => each.name), state.figure, (i) => { state.figure = i; say(); redraw(); }),
      further.map((name, at) => choice(name, heat.valuesOf(result, name), 0, (i) => {
        state.fixed[at] = [name, heat.valuesOf(result, name)[i]];
        redraw();
      })));
    return [choices, meaning, host];
  }

  const seeded = (result) => (result.seeds.length > 0 ? ['seed'] : []);

  function rows(result) {
    const heads = [...result.parameters.map((each) => each.name), ...seeded(result), ...result.measures.map((each) => each.name)];
    const cells = (row) => [
      ...row.values,
      ...seeded(result).map(() => String(row.seed)),
      ...(row.problem === null
        ? result.measures.map((measure, i) => faultline.amount(measure.unit, row.figures[i]))
        : [el('span', {class: 'impossible'}, `impossible: ${row.problem}`), ...result.measures.slice(1).map(() => '')]),
    ];
    return table('Every combination', heads, result.rows.map(cells));
  }

  function page(result) {
    const impossible = result.rows.filter((row) => row.problem !== null).length;
    const counts = [
      `${faultline.units.count(result.rows.length)} of ${faultline.units.count(result.asked)} combinations`,
      impossible > 0 ? `${impossible} of them impossible here` : null,
      result.seeds.length > 1 ? `${result.seeds.length} seeds each, averaged on the map` : null,
    ].filter((each) => each !== null);
    const twoAxes = result.axes.x !== '' && result.axes.y !== '';
    return [
      el('section', {class: 'answer'}, el('h2', {}, named(result.name)),
        result.description ? el('p', {class: 'how'}, result.description) : null,
        el('p', {}, `${counts.join(', ')}.`),
        el('p', {class: 'how'}, `Each is a change of the ${result.subject}.`),
        parts.command(result.command)),
      twoAxes ? parts.section('heat-map', 'Heat map', 'One colour scale over all small maps. A cross marks what is impossible; point at it to see why.', map(result)) : null,
      parts.section('rows', 'Rows', 'Every combination with all its figures.', rows(result)),
    ].filter((each) => each !== null);
  }

  faultline.shell.begin((result, report) => {
    report.append(...page(result));
    return {};
  });
})(globalThis.faultline ??= {});
