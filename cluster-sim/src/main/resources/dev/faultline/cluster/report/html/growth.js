/*
 * Read throughput against capacity on logarithmic axes: a proposal as a line as it grows, a service
 * as a line that ends, and goes on flat, where its largest file system does.
 */
((faultline) => {
  'use strict';

  const {units, plot} = faultline;
  const ITEM = 230;
  const LINE = 22;

  const colourOf = (token, i) => token.loads[i % token.loads.length];
  const dashOf = (i) => (i < 6 ? 'solid' : 'dashed');
  const point = (each) => [each.usableBytes, each.readBytesPerSecond];

  function proposalSeries(proposal, i, token) {
    const own = proposal.growth.find((each) => each.own);
    return {
      name: proposal.label,
      type: 'line',
      data: proposal.growth.map((each) => ({value: point(each), what: each.what})),
      symbol: 'circle',
      symbolSize: 4,
      lineStyle: {width: 2.5, color: colourOf(token, i), type: dashOf(i)},
      itemStyle: {color: colourOf(token, i)},
      endLabel: {show: true, formatter: proposal.label, color: token.ink, fontSize: 10},
      labelLayout: {hideOverlap: true},
      markPoint: own === undefined ? undefined : {
        symbol: 'diamond',
        symbolSize: 15,
        itemStyle: {color: colourOf(token, i), borderColor: token.ink, borderWidth: 1.5},
        label: {show: false},
        data: [{coord: point(own)}],
      },
    };
  }

  /** The line that ends, and the flat rest, drawn thin: more capacity is another file system. */
  function serviceSeries(service, i, token, most) {
    const last = service.growth[service.growth.length - 1];
    const colour = token.soft;
    const shape = ['triangle', 'rect', 'pin', 'arrow'][i % 4];
    const ends = service.maximumBytes !== null;
    return [{
      name: service.key,
      type: 'line',
      data: service.growth.map((each) => ({value: point(each), what: each.what})),
      symbol: shape,
      symbolSize: 5,
      lineStyle: {width: 1.5, color: colour, type: 'solid'},
      itemStyle: {color: colour},
      endLabel: {show: false},
    }, ends ? {
      name: service.key,
      type: 'line',
      data: [point(last), [Math.max(most, last.usableBytes), last.readBytesPerSecond]],
      symbol: 'none',
      lineStyle: {width: 1.2, color: colour, type: 'dotted'},
      itemStyle: {color: colour},
      tooltip: {show: false},
    } : null].filter((each) => each !== null);
  }

  /** From where on a proposal reads faster than services: one ring each, at the last of them. */
  function crossings(result) {
    return result.proposals.map((proposal) => {
      const own = result.overtakes.filter((each) => each.proposal === proposal.label);
      const late = own.filter((each) => !each.fromTheStart)
        .toSorted((a, b) => b.capacityBytes - a.capacityBytes)[0];
      return late === undefined ? null : {...late, services: own.length};
    }).filter((each) => each !== null).toSorted((a, b) => a.capacityBytes - b.capacityBytes);
  }

  const drawnOf = (result) => result.services.filter((each) => each.growth.length > 0);

  /** What the numbered rings say, in their order. */
  const sentences = (result) => crossings(result).map((each) => said(each, drawnOf(result).length));

  const said = (crossing, all) => `${crossing.proposal}: from ${units.bytes(crossing.capacityBytes)} on faster than ${
    crossing.services === all ? (all === 1 ? crossing.service : `all ${all} services`) : `${crossing.services} of ${all} services`}`;

  function marks(result, token) {
    const all = drawnOf(result).length;
    const list = crossings(result);
    return {
      name: 'overtakes',
      type: 'scatter',
      symbol: 'circle',
      symbolSize: 13,
      itemStyle: {color: 'transparent', borderColor: token.fault, borderWidth: 2.5},
      data: list.map((each, i) => ({
        value: [each.capacityBytes, each.readBytesPerSecond],
        what: said(each, all),
        label: {
          show: true,
          position: 'bottom',
          formatter: String(i + 1),
          color: token.ink,
          fontWeight: 'bold',
          fontSize: 12,
        },
      })),
      z: 6,
    };
  }

  function logAxis(token, name, format) {
    return {
      type: 'log',
      name,
      nameLocation: 'middle',
      nameGap: name === 'usable capacity' ? 28 : 62,
      nameTextStyle: {color: token.soft},
      axisLabel: {color: token.soft, formatter: (value) => format(value)},
      splitLine: {lineStyle: {color: token.faint}},
      axisLine: {lineStyle: {color: token.faint}},
      min: (range) => 10 ** Math.floor(Math.log10(range.min)),
      max: (range) => 10 ** Math.ceil(Math.log10(range.max)),
    };
  }

  function tooltip(params) {
    const {data, seriesName} = params;
    const value = Array.isArray(data) ? data : data.value;
    return plot.tip(data.what ? `${seriesName}: ${data.what}` : seriesName, [
      ['capacity', units.bytes(value[0])],
      ['reads', units.rate(value[1])],
    ]);
  }

  function options(result, token, width) {
    const most = Math.max(...result.proposals.flatMap((each) => each.growth.map((p) => p.usableBytes)),
      ...result.services.flatMap((each) => each.growth.map((p) => p.usableBytes)));
    const drawn = drawnOf(result);
    const names = [...result.proposals.map((each) => each.label), ...drawn.map((each) => each.key)];
    const lines = Math.ceil(names.length / Math.max(1, Math.floor((width - 20) / ITEM)));
    return {
      ...plot.frame(token, 'Read throughput against usable capacity, both logarithmic, of every proposal as it grows and of every service up to its largest file system.'),
      legend: {type: 'plain', top: 0, itemWidth: 22, textStyle: {color: token.ink, width: ITEM - 34, overflow: 'truncate'}, data: names},
      grid: {left: 84, right: 24, top: 16 + LINE * lines, bottom: 48},
      tooltip: {...plot.tipBox(token), trigger: 'item', formatter: tooltip},
      xAxis: logAxis(token, 'usable capacity', units.bytes),
      yAxis: logAxis(token, 'reads', units.rate),
      series: [
        ...result.proposals.map((each, i) => proposalSeries(each, i, token)),
        ...drawn.flatMap((each, i) => serviceSeries(each, i, token, most)),
        marks(result, token),
      ],
    };
  }

  faultline.growth = {options, sentences};
})(globalThis.faultline ??= {});
