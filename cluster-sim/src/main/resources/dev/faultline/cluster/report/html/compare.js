/* Several scenarios side by side: a table, and the same three charts for each on the same axes. */
((faultline) => {
  'use strict';

  const {el, named, table} = faultline.dom;
  const {bytes, rate, watts, percent, duration, isNumber} = faultline.units;
  const {steps, sum, largest} = faultline.series;

  /** Served and offered by all loads, exposed bytes by band, and power, with what is the whole. */
  function histories(result) {
    const served = sum(result.foreground.map((load) => load.timeline));
    const offered = sum(result.foreground.map((load) => load.offeredTimeline));
    return {
      served,
      offered,
      power: result.power.timeline,
      wholes: {
        rate: largest(offered),
        bytes: result.capacity.storedBytes,
        watts: result.power.budgetWatts ?? largest(result.power.timeline),
      },
    };
  }

  /** Ends of the axes that all scenarios share. */
  function commonAxes(results, relative) {
    const all = results.map(histories);
    const most = (values) => Math.max(0, ...values.filter(isNumber));
    const exposed = results.map((result) => mostExposed(result) / (relative ? result.capacity.storedBytes || 1 : 1));
    return {
      end: most(results.map((result) => result.simulatedSeconds)),
      rate: relative ? 1 : most(all.flatMap((each) => [largest(each.served), largest(each.offered)])),
      bytes: most(exposed),
      watts: relative ? 1 : most(all.flatMap((each, i) => [
        largest(each.power), results[i].power.budgetWatts])),
    };
  }

  const mostExposed = (result) => Math.max(0, ...result.redundancy.timeline.map((point) =>
    point.bytesByRedundancy.slice(0, -1).reduce((total, each) => total + each, 0)
      + point.unavailableBytes + point.lostBytes));

  function options(result, token, width, axes, relative) {
    const {charts, plot} = faultline;
    const {served, offered, power, wholes} = histories(result);
    const end = result.simulatedSeconds;
    const scaled = (whole) => (relative ? (point) => (whole > 0 ? point.value / whole : null) : undefined);
    const format = (plain) => (relative ? percent : plain);
    const bands = charts.bands(result, token).slice(0, -1);
    const grid = (top, height) => ({left: 74, right: 14, top, height});
    const line = (axis, data, color, extra = {}) => ({
      type: 'line', step: 'end', symbol: 'none', xAxisIndex: axis, yAxisIndex: axis, data,
      lineStyle: {color, width: 1.8}, itemStyle: {color}, ...extra,
    });
    const heading = (text, top) => ({
      text, left: 0, top, padding: 0, textStyle: {fontSize: 12, fontWeight: 600, color: token.soft},
    });
    const top = (most) => (most > 0 ? most : 1);
    return {
      ...plot.frame(token, 'Throughput, exposed bytes and power of one scenario.'),
      title: [heading('clients, served and offered', 4), heading('exposed bytes', 164), heading(power.length === 0 ? 'power: unknown' : 'power', 304)],
      grid: [grid(24, 108), grid(186, 90), grid(326, 70)],
      xAxis: [
        ...[0, 1, 2].map((index) => charts.timeAxis(token, axes.end, {
          gridIndex: index, most: 5, labelled: index === 2,
        })),
        charts.stackAxes(token, axes.end, {gridIndex: 1})[0],
      ],
      yAxis: [
        plot.valueAxis(token, format(rate), {gridIndex: 0, splitNumber: 3, max: top(axes.rate)}),
        plot.valueAxis(token, format(bytes), {gridIndex: 1, splitNumber: 3, max: top(axes.bytes)}),
        plot.valueAxis(token, format(watts), {gridIndex: 2, splitNumber: 2, max: top(axes.watts)}),
      ].map(plot.niceTop),
      series: [
        line(0, steps(served, end, scaled(wholes.rate)), token.loads[0],
          {areaStyle: {color: token.loads[0], opacity: 0.15}}),
        line(0, steps(offered, end, scaled(wholes.rate)), token.ink,
          {lineStyle: {color: token.ink, width: 1.2, type: [4, 3]}, markLine: charts.faultLines(result, token, end, false)}),
        ...bands.map((band) => line(1, steps(band.points, end, scaled(wholes.bytes)), band.style.color, {
          stack: 'bytes', xAxisIndex: 3, lineStyle: {width: 0},
          itemStyle: {color: band.style.color, decal: band.style.decal},
          areaStyle: {color: band.style.color, opacity: 1, decal: band.style.decal},
        })),
        line(2, steps(power, end, scaled(wholes.watts)), token.loads[0],
          {areaStyle: {color: token.loads[0], opacity: 0.15}}),
      ],
    };
  }

  function figures(results, open) {
    const cells = (result, index) => {
      const name = el('button', {type: 'button', class: 'link'}, named(result.scenario));
      name.addEventListener('click', () => open(index));
      const least = result.foreground.map((load) => (load.offered > 0 ? load.minimum / load.offered : null))
        .filter(isNumber);
      return [
        el('div', {}, name, el('p', {class: 'topology'}, named(result.topology))),
        faultline.sections.verdict(result),
        bytes(result.capacity.usableBytes),
        rate(result.throughput.readBytesPerSecond),
        rate(result.throughput.writeBytesPerSecond),
        bytes(result.density.usableBytesPerMegawatt),
        result.rebuild.seconds > 0 ? duration(result.rebuild.seconds) : 'none',
        result.rebuild.seconds > 0 ? duration(result.rebuild.lowerBoundSeconds) : 'none',
        least.length === 0 ? 'no load' : percent(Math.min(...least)),
        result.loss.bytes > 0 ? bytes(result.loss.bytes) : 'none',
      ];
    };
    return table('All scenarios', ['Scenario', 'Verdict', 'Usable', 'Reads', 'Writes', 'Usable per MW',
      'Rebuild', 'at best', 'Least served', 'Data lost'], results.map(cells), {class: 'comparison'});
  }

  /** The front page of several results. */
  function build(results, open) {
    const stored = results.map((result) => result.capacity.storedBytes).filter((each) => each > 0);
    let relative = Math.max(...stored) > 20 * Math.min(...stored);
    const drawings = results.map((result, index) => {
      const element = el('div', {class: 'chart comparison-chart'});
      const drawing = new faultline.drawing.Drawing(`comparison-${index}`, element,
        (token, width) => options(result, token, width, commonAxes(results, relative), relative));
      return {drawing, card: el('div', {class: 'card'}, el('h4', {}, named(result.scenario)),
        el('p', {class: 'topology'}, named(result.topology)), element)};
    });
    const shares = el('input', {type: 'checkbox', id: 'relative', checked: relative});
    shares.addEventListener('change', () => {
      relative = shares.checked;
      drawings.forEach(({drawing}) => drawing.draw());
    });
    const {section} = faultline.parts;
    return [
      section('comparison', 'Comparison', 'Each row is a scenario; its name opens its own page.', figures(results, open),
        faultline.maintenance.comparison(results)),
      section('multiples', 'Side by side, on the same axes',
        'For each scenario: what clients got (solid) and asked for (dashed), the bytes that survive less than all of '
          + 'the promise (the darker, the worse), and power. All charts have the same axes, so heights compare. Red '
          + 'lines are faults.',
        el('p', {class: 'choice'}, shares, el('label', {for: 'relative'},
          ' as shares of each scenario\'s own load, data and power budget')),
        el('div', {class: 'cards'}, drawings.map(({card}) => card))),
    ];
  }

  faultline.compare = {build, commonAxes, mostExposed};
})(globalThis.faultline ??= {});
