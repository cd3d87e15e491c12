/*
 * How likely data is lost or cannot be read: tiles, causes, changes, methods and assumptions, for
 * the page of its own and for a section of a run's.
 */
((faultline) => {
  'use strict';

  const {el, named, table} = faultline.dom;
  const {bytes, count, counted, duration, percent, short, UNKNOWN} = faultline.units;
  const {chart, tiles, notes} = faultline.parts;

  const ROW = 34;
  const BESIDE = 96;
  const MOST_CAUSES = 8;
  const WORTH_SAYING = 1.15;
  const MOST_SAID = 1e4;

  /** 2.09e-9; shares that people read at a glance stay shares. */
  const probability = (value) => (value >= 0.001 || value === 0 ? percent(value) : value.toExponential(2));

  const nines = (value) => (value === null ? UNKNOWN : value.toFixed(2));

  const span = (years) => (years === 1 ? 'a year' : `${short(years)} years`);

  /** Fewer than one byte a year on average is still not none. */
  const few = (value) => (value > 0 && value < 0.01 ? `${value.toExponential(1)} B` : bytes(value));

  const interval = ({low, high}) => (high > low
    ? `95 % within ${probability(low)} and ${probability(high)}`
    : 'computed, not sampled');

  function lossTile({loss, years}) {
    return loss.nines === null
      ? [`Loss within ${span(years)}`, 'none seen', `below ${probability(loss.high)}`]
      : [`Loss within ${span(years)}`, `${nines(loss.nines)} nines`,
        `a probability of ${probability(loss.probability)}; ${interval(loss)}`];
  }

  function gain({factor}) {
    if (factor < WORTH_SAYING) {
      return 'nothing to speak of';
    }
    return factor < MOST_SAID ? `${short(factor)} times less` : 'over 10,000 times less';
  }

  function bestTile({improvements}) {
    const best = improvements[0];
    if (!best) {
      return ['Best single change', UNKNOWN, 'not asked; faultline durability tells'];
    }
    return best.factor < WORTH_SAYING
      ? ['Best single change', 'none', 'no change that was tried gains much']
      : ['Best single change', gain(best), best.change];
  }

  function allTiles(result) {
    const {unavailability: away} = result;
    const main = result.contributions[0];
    return tiles([
      lossTile(result),
      ['Bytes lost a year', few(result.bytesLostPerYear), 'of clients\' data, expected'],
      ['Unreadable', away.nines === null ? 'never' : `${nines(away.nines)} nines`,
        `${duration(away.secondsPerYear)} a year some data cannot be read`],
      main
        ? ['Mostly from', percent(main.share), main.causes]
        : ['Mostly from', UNKNOWN, 'no loss was seen'],
      bestTile(result),
    ]);
  }

  function subject({subject: it}) {
    const racks = it.racks === null ? '' : `${counted(it.racks, 'rack')}, `;
    const domain = it.domainRebuildSeconds === null
      ? ''
      : `, of a failure domain ${duration(it.domainRebuildSeconds)}`;
    return `Erasure code ${it.code} over ${counted(it.drives, 'drive')}, ${counted(it.nodes, 'node')}, ${racks}${
      counted(it.failureDomains, 'failure domain')}; ${counted(it.groups, 'placement group')}. The rebuild of a `
      + `drive takes ${duration(it.driveRebuildSeconds)}${domain}, ${duration(it.detectSeconds)} after the loss, `
      + `${it.repair.replaceAll('-', ' ')}.`;
  }

  function method({loss}) {
    const trials = {
      naive: counted(loss.trials, 'mission'),
      splitting: counted(loss.trials, 'replication'),
    }[loss.method] ?? `${counted(loss.trials, 'cycle')} worth ${count(loss.effectiveSamples)}`;
    return loss.trials === 0 ? `Found by ${loss.method}.` : `Found by ${loss.method}: ${trials}.`;
  }

  /** Horizontal bars, the first at the top, with a label behind each. */
  function bars(token, width, {description, rows, series, format, max}) {
    const left = Math.min(290, width * 0.42);
    return {
      ...faultline.plot.frame(token, description),
      grid: {left, right: BESIDE, top: series.length > 1 ? 30 : 6, bottom: 24},
      legend: series.length > 1
        ? {top: 0, left: left - 6, icon: 'rect', itemWidth: 14, itemHeight: 12, textStyle: {color: token.ink}}
        : undefined,
      xAxis: faultline.plot.valueAxis(token, format, max === undefined ? {} : {max, interval: max / 4}),
      yAxis: {
        type: 'category',
        inverse: true,
        data: rows,
        axisTick: {show: false},
        axisLine: {lineStyle: {color: token.soft}},
        axisLabel: {color: token.ink, width: left - 12, overflow: 'truncate', fontSize: 12.5},
      },
      tooltip: {
        ...faultline.plot.tipBox(token),
        trigger: 'axis',
        axisPointer: {type: 'none'},
        formatter: (hits) => faultline.plot.tip(rows[hits[0].dataIndex],
          hits.map((hit) => [series[hit.seriesIndex].name, series[hit.seriesIndex].labels[hit.dataIndex]])),
      },
      series: series.map(({name, values, labels, color, decal}) => ({
        name, type: 'bar', data: values, barMaxWidth: 15, barGap: '15%', barMinHeight: 1,
        itemStyle: {color, decal},
        label: {show: true, position: 'right', color: token.ink, formatter: ({dataIndex}) => labels[dataIndex]},
      })),
    };
  }

  const barsHeight = (rows, each = ROW) => (() => rows * each + 60);

  function causes(result) {
    const shown = result.contributions.slice(0, MOST_CAUSES);
    const all = result.contributions.reduce((sum, each) => sum + each.bytesPerYear, 0);
    if (shown.length === 0) {
      return faultline.parts.unknown('No loss was seen, so nothing is known of causes.');
    }
    return chart('causes', (token, width) => bars(token, width, {
      description: 'Share that each set of causes has of the losses, and of the bytes lost.',
      rows: shown.map((each) => each.causes),
      format: percent,
      max: 1,
      series: [
        {name: 'of the losses', color: token.loads[0], values: shown.map((each) => each.share),
          labels: shown.map((each) => percent(each.share))},
        {name: 'of the bytes lost', color: token.rebuild, decal: faultline.theme.dots('rgba(0, 0, 0, 0.35)'),
          values: shown.map((each) => (all > 0 ? each.bytesPerYear / all : 0)),
          labels: shown.map((each) => `${few(each.bytesPerYear)} a year`)},
      ],
    }), {height: barsHeight(shown.length, 46)});
  }

  function changes(result) {
    const {improvements} = result;
    if (improvements.length === 0) {
      return faultline.parts.unknown('What single changes would gain was not asked here: faultline durability tells.');
    }
    return chart('changes', (token, width) => bars(token, width, {
      description: 'Nines that each single change would add.',
      rows: improvements.map((each) => each.change),
      format: (value) => `+${short(value)} nines`,
      series: [{
        name: 'loss becomes', color: token.loads[1],
        values: improvements.map((each) => Math.max(0, Math.log10(each.factor))),
        labels: improvements.map(gain),
      }],
    }), {height: barsHeight(improvements.length)});
  }

  const ninesOf = (value) => (value > 0 ? -Math.log10(value) : Infinity);

  /** From the least to the most nines that are known, in whole ones. */
  function ninesAxis(answers) {
    const all = answers.flatMap((each) => [each.high, each.probability, each.low].map(ninesOf))
      .filter(Number.isFinite);
    const least = Math.floor(Math.min(...all) - 0.1);
    return {least: Math.max(0, least), most: Math.max(least + 1, Math.ceil(Math.max(...all) + 0.1))};
  }

  /** A point with its interval for each answer; an open end where no loss was seen. */
  function methodChart(known, token, width) {
    const {least, most} = ninesAxis(known);
    const left = Math.min(140, width * 0.3);
    const mark = (params, api) => {
      const answer = known[params.dataIndex];
      const at = (value) => api.coord([Math.min(most, ninesOf(value)), params.dataIndex]);
      const [from, y] = at(answer.high);
      const [to] = at(answer.low);
      const line = (x1, y1, x2, y2) => ({
        type: 'line', shape: {x1, y1, x2, y2}, style: {stroke: token.loads[0], lineWidth: 2},
      });
      return {
        type: 'group',
        children: [
          line(from, y, to, y), line(from, y - 6, from, y + 6),
          ...(answer.low > 0
            ? [line(to, y - 6, to, y + 6)]
            : [line(to - 7, y - 5, to, y), line(to - 7, y + 5, to, y)]),
          ...(answer.probability > 0
            ? [{type: 'circle', shape: {cx: at(answer.probability)[0], cy: y, r: 4}, style: {fill: token.ink}}]
            : []),
        ],
      };
    };
    return {
      ...faultline.plot.frame(token, 'Nines that each method finds, with its interval.'),
      grid: {left, right: 40, top: 6, bottom: 24},
      xAxis: {
        ...faultline.plot.valueAxis(token, (value) => `${short(value)} nines`),
        min: least, max: most, minInterval: 1,
      },
      yAxis: {
        type: 'category', inverse: true, data: known.map((each) => each.method), axisTick: {show: false},
        axisLine: {lineStyle: {color: token.soft}},
        axisLabel: {color: token.ink, width: left - 12, overflow: 'truncate', fontSize: 12.5},
      },
      tooltip: {
        ...faultline.plot.tipBox(token),
        trigger: 'item',
        formatter: (hit) => faultline.plot.tip(known[hit.dataIndex].method,
          [[found(known[hit.dataIndex]), interval(known[hit.dataIndex])]]),
      },
      series: [{
        type: 'custom', renderItem: mark, clip: false,
        data: known.map((each, row) => [Math.min(most, ninesOf(each.probability || each.high)), row]),
      }],
    };
  }

  function found({probability: value}) {
    if (value === null) {
      return 'no answer';
    }
    return value === 0 ? 'none seen' : probability(value);
  }

  function foundNines(answer) {
    if (answer.probability === null) {
      return '';
    }
    return answer.probability === 0 ? `over ${nines(ninesOf(answer.high))}` : nines(answer.nines);
  }

  function methods(result) {
    const {methods: answers} = result;
    if (answers.length === 0) {
      return faultline.parts.unknown('Other methods were not asked.');
    }
    return [...new Set(answers.map((each) => each.of))].flatMap((of, index) => {
      const some = answers.filter((each) => each.of === of);
      const known = some.filter((each) => each.probability !== null);
      return [
        el('h4', {}, of === 'all that fails' ? 'Everything that fails' : 'Drives that fail alone'),
        known.length === 0 ? null : chart(`methods-${index}`,
          (token, width) => methodChart(known, token, width), {height: () => known.length * 30 + 40}),
        table('What each says', ['Method', 'Probability', 'Nines', '95 % interval', 'Remark'],
          some.map((each) => [
            each.method, found(each), foundNines(each),
            each.probability !== null && each.high > each.low
              ? `${probability(each.low)} to ${probability(each.high)}` : '',
            each.remark ?? '',
          ]), {class: 'methods'}),
      ];
    });
  }

  function assumptions(result) {
    return table('Assumptions, with the keys that change them', ['Key', 'Value', 'Meaning', 'From'],
      result.assumptions.map((each) => [
        el('code', {}, each.key), named(each.value), each.meaning, each.isDefault ? 'default' : el('b', {}, 'given'),
      ]), {class: 'assumptions'});
  }

  const warnings = ({loss}) => notes(loss.warnings.map((each) => `Warning: ${each}`), 'Warnings');

  faultline.durability = {
    probability, nines, span, few, gain, subject, method, allTiles, causes, changes, methods, assumptions, warnings,
  };
})(globalThis.faultline ??= {});
