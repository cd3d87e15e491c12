/* What a platform's maintenance did: a calendar of nodes over the redundancy chart, and tables. */
((faultline) => {
  'use strict';

  const {el, named, table} = faultline.dom;
  const {bytes, percent, duration, count, counted, money, UNKNOWN} = faultline.units;
  const {steps, valueAt} = faultline.series;

  const TOP = 44;
  const BELOW = 150;
  const MOST_ROWS = 40;

  /** A row for every node that is visited, those of one failure domain next to each other. */
  function rowsOf(calendar) {
    const domains = new Map();
    calendar.forEach((visit) => visit.nodes.forEach((node) => domains.set(node, visit.failureDomain)));
    const numbers = (node) => node.match(/\d+/g).map(Number);
    return [...domains.keys()].map((node) => ({node, domain: domains.get(node), at: numbers(node)}))
      .sort((a, b) => a.domain - b.domain || a.at[0] - b.at[0] || a.at[1] - b.at[1]);
  }

  const rowHeight = (rows) => Math.min(14, Math.max(3, 560 / Math.max(1, rows.length)));

  const calendarHeight = (result) => {
    const rows = rowsOf(result.maintenance.calendar);
    return Math.ceil(TOP + rows.length * rowHeight(rows) + BELOW);
  };

  /** Who let a node go, in the order of the legend. */
  const KINDS = [
    ['announced', 'announced, until its window'],
    ['window', 'window of the platform'],
    ['migration', 'copied to a new VM'],
    ['operator', 'away, let go by the operator'],
    ['platform', 'away, taken by the platform'],
    ['missed', 'taken before the policy was done'],
  ];

  const kindOf = (visit) => (visit.met === false ? 'missed' : visit.by);

  function colours(token) {
    return {
      announced: token.faint, window: token.soft, migration: token.rebuild, operator: token.loads[0],
      platform: token.slow, missed: token.fault,
    };
  }

  /** Bars as [row, from, to, kind]: notices and windows first, so that what happened lies over them. */
  function bars(maintenance, rows, end) {
    const rowOf = new Map(rows.map((row, index) => [row.node, index]));
    const each = (valuesOf) => maintenance.calendar.flatMap((visit, index) => valuesOf(visit)
      .flatMap(([from, to, kind]) => visit.nodes.map((node) => ({
        value: [rowOf.get(node), from, Math.min(to, end), kind], visit: index,
      }))));
    return [
      ...each((visit) => [[visit.announcedSeconds, visit.opensSeconds, 'announced']]),
      ...each((visit) => [[visit.opensSeconds, visit.closesSeconds, 'window']]),
      ...each((visit) => (visit.beganSeconds === null
        ? []
        : [[visit.beganSeconds, visit.endedSeconds ?? end, kindOf(visit)]])),
    ].filter((bar) => bar.value[1] <= end);
  }

  function drawBar(colour, height) {
    const part = {announced: 0.18, window: 0.62};
    return (params, api) => {
      const kind = api.value(3);
      const [left, middle] = api.coord([api.value(1), api.value(0)]);
      const right = api.coord([api.value(2), api.value(0)])[0];
      const tall = Math.max(1, height * (part[kind] ?? 0.86));
      return {
        type: 'rect',
        shape: {x: left, y: middle - tall / 2, width: Math.max(right - left, kind === 'announced' ? 0 : 2), height: tall},
        style: {fill: colour[kind], opacity: kind === 'window' ? 0.35 : 1},
      };
    };
  }

  function describe(result, token, hit) {
    const visit = result.maintenance.calendar[hit.data.visit];
    const until = visit.endedSeconds === null ? 'the end of the run' : duration(visit.endedSeconds);
    const lines = [
      ['announced', duration(visit.announcedSeconds)],
      ['window', visit.opensSeconds === visit.closesSeconds
        ? `at ${duration(visit.opensSeconds)}`
        : `${duration(visit.opensSeconds)} to ${duration(visit.closesSeconds)}`],
      [visit.by === null ? 'not begun' : `by ${visit.by}`,
        visit.beganSeconds === null ? UNKNOWN : `${duration(visit.beganSeconds)} to ${until}`],
      ...(visit.redundancyAfter === null ? [] : [['least redundancy then', String(visit.redundancyAfter)]]),
      ...(visit.copiedBytes > 0 ? [['copied', bytes(visit.copiedBytes)]] : []),
    ];
    const {encode, cut} = faultline.plot;
    return `<div class="tip">${encode(cut(visit.what, 60))}<br>${encode(visit.nodes.join(', '))}${
      lines.map(([name, value]) => `<div class="tip-row"><span>${encode(name)}</span><b>${encode(value)}</b></div>`)
        .join('')}</div>`;
  }

  /** Lines between failure domains, and their numbers. */
  function domainMarks(rows, token) {
    const runs = faultline.series.alike(rows, (row) => row.domain);
    return {
      silent: true,
      symbol: ['none', 'none'],
      lineStyle: {color: token.faint, type: 'solid', width: 1},
      label: {show: false},
      data: runs.slice(1).map((run) => ({yAxis: run.first - 0.5})),
    };
  }

  function options(result, token, width) {
    const {charts, plot} = faultline;
    const {maintenance, simulatedSeconds: end} = result;
    const rows = rowsOf(maintenance.calendar);
    const height = rowHeight(rows);
    const tall = rows.length * height;
    const colour = colours(token);
    const runs = faultline.series.alike(rows, (row) => row.domain);
    const middles = new Map(runs.map((run) => [Math.floor((run.first + run.last) / 2), run.value.domain]));
    const shown = bars(maintenance, rows, end);
    const used = new Set(shown.map((bar) => bar.value[3]));
    const most = Math.max(maintenance.keepRedundancy,
      ...maintenance.redundancy.map((point) => point.value), 1);
    const left = 84;
    const grid = (top, high) => ({left, right: 24, top, height: high});
    return {
      ...plot.frame(token, 'Which nodes maintenance had away and when, over the least redundancy of any stripe.'),
      legend: {
        type: 'scroll', top: 0, left: left - 6, right: 24, icon: 'rect', itemWidth: 22, itemHeight: 10,
        selectedMode: false, textStyle: {color: token.ink},
        data: KINDS.filter(([kind]) => used.has(kind)).map(([kind, name]) => ({name, itemStyle: {color: colour[kind]}})),
      },
      grid: [grid(TOP, tall), grid(TOP + tall + 40, 74)],
      title: [{
        text: 'least redundancy of any stripe, and the rule (dashed)', left, top: TOP + tall + 16, padding: 0,
        textStyle: {fontSize: 12, fontWeight: 600, color: token.soft},
      }],
      xAxis: [
        {...charts.timeAxis(token, end, {gridIndex: 0, labelled: false}), axisLine: {show: false}},
        charts.timeAxis(token, end, {gridIndex: 1}),
      ],
      yAxis: [
        {
          type: 'value', gridIndex: 0, inverse: true, min: -0.5, max: rows.length - 0.5, interval: 0.5,
          axisLabel: {
            color: token.soft, hideOverlap: true,
            formatter: (at) => (middles.has(at) ? `domain ${middles.get(at)}` : ''),
          },
          axisTick: {show: false}, splitLine: {show: false}, axisLine: {show: false},
        },
        plot.valueAxis(token, count, {
          gridIndex: 1, min: Math.min(0, ...maintenance.redundancy.map((point) => point.value)), max: most,
          minInterval: 1, splitNumber: 2,
        }),
      ],
      tooltip: {
        trigger: 'item', confine: true, backgroundColor: token.paper, borderColor: token.faint,
        textStyle: {color: token.ink, fontSize: 12},
        formatter: (hit) => (hit.data && hit.data.visit !== undefined ? describe(result, token, hit) : ''),
      },
      series: [
        {
          name: 'calendar', type: 'custom', xAxisIndex: 0, yAxisIndex: 0, clip: true,
          renderItem: drawBar(colour, height), encode: {x: [1, 2], y: 0}, data: shown,
          markLine: domainMarks(rows, token),
        },
        ...KINDS.map(([kind, name]) => ({
          name, type: 'custom', xAxisIndex: 0, yAxisIndex: 0, data: [], renderItem: () => null,
          itemStyle: {color: colour[kind]},
        })),
        {
          name: 'redundancy', type: 'line', step: 'end', symbol: 'none', silent: true, xAxisIndex: 1, yAxisIndex: 1,
          data: steps(maintenance.redundancy, end),
          lineStyle: {color: token.ink, width: 1.8}, itemStyle: {color: token.ink},
          areaStyle: {color: token.loads[0], opacity: 0.15},
          markLine: {
            silent: true, symbol: ['none', 'none'], lineStyle: {color: token.limit, type: [8, 4], width: 1.6},
            label: {show: false}, data: [{yAxis: maintenance.keepRedundancy}],
          },
        },
      ],
    };
  }

  const policyName = (maintenance) => (maintenance.fallback === null
    ? maintenance.policy
    : `${maintenance.policy}, else ${maintenance.fallback}`);

  const redundancyText = (maintenance) => (maintenance.minimum === null
    ? 'no node away'
    : maintenance.minimum < 0 ? 'unreadable' : String(maintenance.minimum));

  const windowsText = ({windowsMet, windowsMissed}) => `${count(windowsMet)} of ${count(windowsMet + windowsMissed)}`;

  const costText = ({fallback, extraVms}) => (fallback === null
    ? 'none'
    : `${duration(extraVms.hours * 3600)}, ${extraVms.usd === null ? 'price unknown' : money(extraVms.usd)}`);

  function leastServed({foreground}) {
    const shares = foreground.map((each) => each.leastShare).filter((share) => share !== null);
    return shares.length === 0 ? 'no load' : percent(Math.min(...shares));
  }

  const longest = ({waves}) => {
    const times = waves.filter((wave) => wave.toSeconds !== null).map((wave) => wave.toSeconds - wave.fromSeconds);
    return times.length === 0 ? 'none' : duration(Math.max(...times));
  };

  const yes = (holds, good, bad) => el('span', {class: holds ? 'yes' : 'no'}, holds ? `✓ ${good}` : `✗ ${bad}`);

  const HEADS = ['Policy', 'Least redundancy', 'Rule', 'Windows met', 'Moved', 'Least served', 'Longest wave', 'Extra VMs'];

  const figures = (maintenance, policy = policyName(maintenance)) => [
    policy,
    redundancyText(maintenance),
    yes(maintenance.ruleHolds, `kept ${maintenance.keepRedundancy}`, `below ${maintenance.keepRedundancy} for ${
      duration(maintenance.belowRuleSeconds)}`),
    yes(maintenance.windowsMissed === 0, windowsText(maintenance), windowsText(maintenance)),
    bytes(maintenance.movedBytes),
    leastServed(maintenance),
    longest(maintenance),
    costText(maintenance),
  ];

  function section(result, onTime) {
    const {maintenance} = result;
    if (!maintenance) {
      return null;
    }
    const {parts} = faultline;
    return parts.section('maintenance', 'Maintenance',
      'Every row is a node. A thin line runs from the announcement to the window in which the platform takes the node; '
        + 'what really happened lies over it. Below, how many more losses the worst stripe survives.',
      parts.chart('maintenance', (token, width) => options(result, token, width),
        {timed: true, onTime, height: () => calendarHeight(result)}),
      table('What the policy made of it', HEADS, [figures(maintenance)]),
      maintenance.foreground.length === 0 ? null : impact(maintenance),
      waves(maintenance),
      maintenance.updateDomains === null ? null : el('p', {class: 'how'}, `${counted(maintenance.updateDomains.count, 'update domain')}; up to ${
        counted(maintenance.updateDomains.mostStrips, 'strip')} of a stripe in one${
        maintenance.updateDomains.mostStripsAllowed === null
          ? ', which the placement does not limit.'
          : `, ${count(maintenance.updateDomains.mostStripsAllowed)} allowed.`}`));
  }

  function impact(maintenance) {
    return table('What clients noticed while maintenance was under way', ['Load', 'Least served', 'Mean served', 'Not served'],
      maintenance.foreground.map((each) => [
        named(each.name), percent(each.leastShare), percent(each.meanShare), bytes(each.notServedBytes),
      ]));
  }

  function waves(maintenance) {
    const shown = maintenance.waves.slice(0, MOST_ROWS);
    const more = maintenance.waves.length > shown.length
      ? `, the first ${shown.length} of ${count(maintenance.waves.length)}`
      : '';
    return table(`Waves: visits that overlap in time${more}`, ['From', 'What', 'Nodes', 'Took', 'Least redundancy'],
      shown.map((wave) => [
        duration(wave.fromSeconds), named(wave.what), count(wave.nodes),
        wave.toSeconds === null ? 'not over' : duration(wave.toSeconds - wave.fromSeconds),
        wave.minimum === null ? '–' : String(wave.minimum),
      ]));
  }

  /** A row for each result that has maintenance; null when none has. */
  function comparison(results) {
    const having = results.filter((result) => result.maintenance);
    return having.length === 0
      ? null
      : table('Maintenance', ['Scenario', ...HEADS],
        having.map((result) => [named(result.scenario), ...figures(result.maintenance, result.maintenance.policy)]), {class: 'comparison'});
  }

  const factsAt = (result, seconds) => (result.maintenance
    ? [['least redundancy', String(valueAt(result.maintenance.redundancy, seconds) ?? UNKNOWN)]]
    : []);

  faultline.maintenance = {section, comparison, options, rowsOf, bars, factsAt};
})(globalThis.faultline ??= {});
