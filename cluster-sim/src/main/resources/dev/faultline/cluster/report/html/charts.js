/* Options of the charts with a time axis: from a result, colours and a width to what ECharts draws. */
((faultline) => {
  'use strict';

  const {bytes, rate, watts, percent, duration} = faultline.units;
  const {frame, valueAxis, niceTop, tipBox, tip} = faultline.plot;
  const {steps, valueAt, largest, tickSeconds, faultMarks} = faultline.series;

  const LEFT = 84;

  function timeAxis(token, span, {labelled = true, most = 12, gridIndex = 0} = {}) {
    const end = span > 0 ? span : 1;
    return {
      type: 'value',
      gridIndex,
      min: 0,
      max: end,
      interval: tickSeconds(end, most),
      axisLabel: {
        show: labelled,
        color: token.soft,
        hideOverlap: true,
        showMaxLabel: false,
        formatter: (seconds) => duration(seconds),
      },
      axisLine: {lineStyle: {color: token.soft}},
      axisTick: {show: labelled, lineStyle: {color: token.soft}},
      splitLine: {show: false},
      axisPointer: {snap: false, label: {show: false}, lineStyle: {color: token.soft}},
    };
  }

  /**
   * An axis to stack on and one to read. ECharts adds up the first dimension that is neither
   * category nor time: on an axis of numbers it would add up the seconds.
   */
  function stackAxes(token, span, options) {
    const read = timeAxis(token, span, options);
    const hidden = {show: false};
    return [
      {...read, type: 'time', interval: undefined, axisLabel: hidden, axisTick: hidden, axisLine: hidden},
      {...read, position: 'bottom', axisPointer: hidden},
    ];
  }

  /** A tooltip that reads the histories themselves, so that it is right between two points too. */
  function tooltip(token, rows) {
    return {
      ...tipBox(token),
      trigger: 'axis',
      formatter: (hits) => tip(`${duration(hits[0].axisValue)} after the start`, rows(hits[0].axisValue)),
    };
  }

  /** Vertical lines where faults happen, numbered as in the list below the chart. */
  function faultLines(result, token, end, labelled) {
    return {
      silent: true,
      symbol: ['none', 'none'],
      lineStyle: {color: token.fault, type: [5, 3], width: 1.2},
      data: faultMarks(result.faults, end).map((mark) => ({
        xAxis: mark.atSeconds,
        label: {
          show: labelled,
          formatter: mark.label,
          color: token.paper,
          backgroundColor: token.fault,
          padding: [4, 6, 3, 6],
          borderRadius: 8,
          fontSize: 11,
          fontWeight: 'bold',
          distance: 3,
        },
      })),
    };
  }

  function endLabel(token, color, name) {
    return {
      show: true,
      formatter: () => name,
      color: token.ink,
      fontSize: 12,
      width: 150,
      overflow: 'truncate',
      distance: 8,
      backgroundColor: 'transparent',
      borderColor: color,
      borderWidth: 0,
    };
  }

  const zoomTop = (most) => (most > 0 ? most * 1.08 : 1);

  function throughput(result, token, width, axes = {}) {
    const end = axes.end || result.simulatedSeconds;
    const right = width < 620 ? 24 : 176;
    const {foreground, rebuild} = result;
    const top = axes.rate || largest(foreground.flatMap((load) => [...load.timeline, ...load.offeredTimeline]));
    const series = foreground.flatMap((load, index) => {
      const color = token.loads[index % token.loads.length];
      return [
        {
          name: load.name, type: 'line', step: 'end', symbol: 'none', xAxisIndex: 0, yAxisIndex: 0,
          data: steps(load.timeline, end), lineStyle: {color, width: 2.4}, itemStyle: {color},
          areaStyle: {color, opacity: 0.12},
          endLabel: endLabel(token, color, `${load.name} (${load.direction})`),
          labelLayout: {moveOverlap: 'shiftY'},
        },
        {
          name: `${load.name}, offered`, type: 'line', step: 'end', symbol: 'none',
          xAxisIndex: 0, yAxisIndex: 0, data: steps(load.offeredTimeline, end),
          lineStyle: {color, width: 1.4, type: [4, 3]}, itemStyle: {color},
        },
      ];
    });
    series.push({
      name: 'rebuild', type: 'line', step: 'end', symbol: 'none', xAxisIndex: 1, yAxisIndex: 1,
      data: steps(rebuild.timeline, end), lineStyle: {color: token.rebuild, width: 2.4},
      itemStyle: {color: token.rebuild},
      areaStyle: {color: token.rebuild, opacity: 0.25},
      endLabel: endLabel(token, token.rebuild, 'rebuild'),
      markLine: faultLines(result, token, end, false),
    });
    series.push({
      name: 'faults', type: 'line', data: [], xAxisIndex: 0, yAxisIndex: 0,
      markLine: faultLines(result, token, end, true),
    });
    return {
      ...frame(token, 'Throughput of the foreground loads and of the rebuild over time, with faults.'),
      grid: [
        {left: LEFT, right, top: 44, height: 210},
        {left: LEFT, right, top: 286, height: 78},
      ],
      title: [
        {text: 'clients', left: 0, top: 6, textStyle: {fontSize: 12, fontWeight: 600, color: token.soft}},
        {text: 'rebuild', left: 0, top: 262, textStyle: {fontSize: 12, fontWeight: 600, color: token.soft}},
      ],
      xAxis: [
        timeAxis(token, end, {gridIndex: 0, labelled: false}),
        timeAxis(token, end, {gridIndex: 1}),
      ],
      yAxis: [
        valueAxis(token, rate, {gridIndex: 0, max: zoomTop(top)}),
        valueAxis(token, rate, {gridIndex: 1, splitNumber: 2}),
      ].map(niceTop),
      axisPointer: {link: [{xAxisIndex: 'all'}]},
      tooltip: tooltip(token, (seconds) => [
        ...foreground.flatMap((load) => [
          [`${load.name}, served`, rate(valueAt(load.timeline, seconds))],
          [`${load.name}, offered`, rate(valueAt(load.offeredTimeline, seconds))],
        ]),
        ['rebuild', rate(valueAt(rebuild.timeline, seconds))],
      ]),
      series,
    };
  }

  /** Bands of the redundancy chart from the worst to the safest, each with values over time. */
  function bands(result, token) {
    const {timeline} = result.redundancy;
    const highest = Math.max(0, ...timeline.map((point) => point.bytesByRedundancy.length - 1));
    const styles = faultline.theme.redundancyStyles(highest, token);
    const of = (name, style, valueOf) => ({
      name, style, points: timeline.map((p) => ({atSeconds: p.atSeconds, value: valueOf(p)})),
    });
    return [
      of('lost', {color: token.lost, decal: faultline.theme.crosses(token.paper)}, (p) => p.lostBytes),
      of('unavailable', {color: token.unavailable, decal: faultline.theme.dots('rgba(0,0,0,0.5)')},
        (p) => p.unavailableBytes),
      ...styles.map((style, more) => of(faultline.words.redundancyName(more, highest), style,
        (p) => p.bytesByRedundancy[more] || 0)),
    ];
  }

  /** Whether what is exposed is too little to be seen below all that is safe. */
  function hidesExposed(all) {
    const safest = all[all.length - 1];
    const exposed = safest.points.map((_, i) => all.slice(0, -1)
      .reduce((total, band) => total + band.points[i].value, 0));
    const most = Math.max(0, ...exposed);
    return most > 0 && most < 0.2 * largest(safest.points);
  }

  function redundancy(result, token, width, axes = {}) {
    const end = axes.end || result.simulatedSeconds;
    const all = bands(result, token);
    const hidden = hidesExposed(all);
    const shown = all.filter((band, i) => largest(band.points) > 0 || i === all.length - 1);
    return {
      ...frame(token, 'Bytes by the number of further losses that they survive, over time.'),
      grid: {left: LEFT, right: 24, top: 46, bottom: 30},
      legend: {
        type: 'scroll', top: 0, left: LEFT - 6, right: 24, icon: 'rect', itemWidth: 26, itemHeight: 14, itemGap: 18,
        textStyle: {color: token.ink},
        inactiveColor: token.faint,
        data: shown.map((band) => ({name: band.name})).reverse(),
        selected: {[all[all.length - 1].name]: !hidden},
      },
      xAxis: stackAxes(token, end),
      yAxis: valueAxis(token, bytes, axes.bytes ? {max: axes.bytes} : {}),
      tooltip: tooltip(token, (seconds) => [...shown].reverse()
        .map((band) => [band.name, bytes(valueAt(band.points, seconds))])),
      series: [
        ...shown.map((band) => ({
          name: band.name, type: 'line', step: 'end', symbol: 'none', stack: 'bytes', xAxisIndex: 0,
          data: steps(band.points, end),
          lineStyle: {width: 0.6, color: token.ink, opacity: 0.35},
          itemStyle: {color: band.style.color, decal: band.style.decal},
          areaStyle: {color: band.style.color, opacity: 1, decal: band.style.decal},
        })),
        {name: 'faults', type: 'line', data: [], markLine: faultLines(result, token, end, true)},
      ],
    };
  }

  const ROW = 62;

  const utilisationHeight = (result) => result.utilisation.length * ROW + 44;

  /** The resource that is used most is the bottleneck; it stands first. */
  const byPeak = (utilisation) => [...utilisation].sort((a, b) => b.peak - a.peak || b.mean - a.mean);

  function utilisation(result, token, width, axes = {}) {
    const end = axes.end || result.simulatedSeconds;
    const rows = byPeak(result.utilisation);
    const left = width < 620 ? 130 : 200;
    const last = rows.length - 1;
    return {
      ...frame(token, 'Utilisation of each kind of resource over time.'),
      grid: rows.map((_, i) => ({left, right: 64, top: 14 + i * ROW, height: ROW - 18})),
      title: rows.map((row, i) => ({
        text: `${i === 0 ? '▶ ' : ''}${row.resource}`,
        subtext: `peak ${percent(row.peak)}, mean ${percent(row.mean)}`,
        left: 0,
        top: 10 + i * ROW,
        padding: 0,
        itemGap: 8,
        textStyle: {
          fontSize: 13, fontWeight: i === 0 ? 700 : 500, color: token.ink,
          width: left - 16, overflow: 'truncate',
        },
        subtextStyle: {fontSize: 11.5, color: token.soft},
      })),
      xAxis: rows.map((_, i) => timeAxis(token, end, {gridIndex: i, labelled: i === last})),
      yAxis: rows.map((_, i) => valueAxis(token, percent, {
        gridIndex: i, max: 1, interval: 0.5, position: 'right',
        axisLabel: {color: token.soft, fontSize: 10, formatter: (value) => percent(value)},
      })),
      axisPointer: {link: [{xAxisIndex: 'all'}]},
      tooltip: tooltip(token, (seconds) => rows.flatMap((row) => [
        [`${row.resource}, most used member`, percent(valueAt(row.peakTimeline, seconds))],
        [`${row.resource}, mean`, percent(valueAt(row.timeline, seconds))],
      ])),
      series: rows.flatMap((row, i) => [
        {
          name: `${row.resource}, mean`, type: 'line', step: 'end', symbol: 'none',
          xAxisIndex: i, yAxisIndex: i, data: steps(row.timeline, end),
          lineStyle: {width: 0, color: token.loads[0]}, itemStyle: {color: token.loads[0]},
          areaStyle: {color: token.loads[0], opacity: 0.35},
          markArea: boundAreas(result, row, token, end),
        },
        {
          name: `${row.resource}, most used member`, type: 'line', step: 'end', symbol: 'none',
          xAxisIndex: i, yAxisIndex: i, data: steps(row.peakTimeline, end),
          lineStyle: {width: 1.6, color: token.ink}, itemStyle: {color: token.ink},
          markLine: faultLines(result, token, end, false),
        },
      ]),
    };
  }

  /** When this resource was what bound the rebuild. */
  function boundAreas(result, row, token, end) {
    const spans = result.rebuild.bottlenecks.filter((span) => span.resource === row.resource);
    return {
      silent: true,
      itemStyle: {color: token.rebuild, opacity: 0.28},
      label: {position: 'inside', color: token.ink, fontSize: 11},
      data: spans.map((span) => [
        {
          name: span.toSeconds - span.fromSeconds > 0.09 * end ? 'binds the rebuild' : '',
          xAxis: span.fromSeconds,
        },
        {xAxis: span.toSeconds},
      ]),
    };
  }

  function power(result, token, width, axes = {}) {
    const end = axes.end || result.simulatedSeconds;
    const {timeline, budgetWatts} = result.power;
    const most = axes.watts || Math.max(largest(timeline), budgetWatts || 0);
    return {
      ...frame(token, 'Power at the meter of the site over time.'),
      grid: {left: LEFT, right: 24, top: 34, bottom: 30},
      xAxis: timeAxis(token, end),
      yAxis: niceTop(valueAxis(token, watts, {max: zoomTop(most)})),
      tooltip: tooltip(token, (seconds) => [
        ['power', watts(valueAt(timeline, seconds))],
        ['budget', watts(budgetWatts)],
      ]),
      series: [
        {
          name: 'power', type: 'line', step: 'end', symbol: 'none', data: steps(timeline, end),
          lineStyle: {color: token.loads[0], width: 2.4}, itemStyle: {color: token.loads[0]},
          areaStyle: {color: token.loads[0], opacity: 0.18},
          markLine: budgetWatts === null ? undefined : {
            silent: true,
            symbol: ['none', 'none'],
            lineStyle: {color: token.limit, type: [8, 4], width: 1.6},
            label: {
              position: 'insideEndTop', color: token.ink,
              formatter: `budget ${watts(budgetWatts)}`,
            },
            data: [{yAxis: budgetWatts}],
          },
        },
        {name: 'faults', type: 'line', data: [], markLine: faultLines(result, token, end, false)},
      ],
    };
  }

  faultline.charts = {
    timeAxis, tooltip, faultLines, bands, hidesExposed, byPeak, stackAxes,
    throughput, redundancy, utilisation, utilisationHeight, power,
  };
})(globalThis.faultline ??= {});
