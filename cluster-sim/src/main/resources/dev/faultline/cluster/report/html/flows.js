/* The traffic paths as Sankey diagrams, one for each movement. */
((faultline) => {
  'use strict';

  const {rate, percent} = faultline.units;

  const MOVEMENTS = ['read', 'write', 'rebuild'];

  /** Movements of a result that have paths, in the order people think of them. */
  function movements(result) {
    const all = [...new Set(result.paths.map((path) => path.movement))];
    const rank = (name) => (MOVEMENTS.includes(name) ? MOVEMENTS.indexOf(name) : MOVEMENTS.length);
    return all.sort((a, b) => rank(a) - rank(b));
  }

  /** Stations in a row after the first, on the longest way. */
  function longest(links) {
    const depth = new Map();
    links.forEach(() => links.forEach(({source, target}) => {
      depth.set(target, Math.max(depth.get(target) || 0, (depth.get(source) || 0) + 1));
    }));
    return Math.max(0, ...depth.values());
  }

  /** The fullest part of the way; 0 where the result does not say how full any is. */
  const fullest = (paths) => Math.max(0, ...paths.map((path) => path.utilisation));

  function sankey(result, movement, token, width) {
    const paths = result.paths.filter((path) => path.movement === movement
      && path.bytesPerSecond > 0);
    const flow = faultline.series.withoutCircles(paths);
    const most = fullest(paths);
    const widest = Math.max(0, ...paths.map((path) => path.bytesPerSecond));
    const room = (width - 140) / Math.max(1, longest(flow.links)) - 22;
    const narrow = room < 130;
    const binds = (path) => most > 0 && path.utilisation >= most - 1e-9;
    return {
      ...faultline.plot.frame(token, `Bytes per second between stations for movement ${movement}.`),
      tooltip: {
        confine: true,
        backgroundColor: token.paper,
        borderColor: token.faint,
        textStyle: {color: token.ink, fontSize: 12},
        formatter: (hit) => `<div class="tip">${tip(hit, most)}</div>`,
      },
      series: {
        type: 'sankey',
        left: 70,
        right: 70,
        top: 40,
        bottom: 6,
        nodeWidth: 14,
        nodeGap: 44,
        draggable: false,
        emphasis: {focus: 'adjacency'},
        lineStyle: {color: token.loads[3], opacity: 0.42, curveness: 0.5},
        label: {
          position: 'top', color: token.ink, fontSize: narrow ? 10.5 : 12, lineHeight: narrow ? 12 : 15,
          width: room, overflow: 'break', align: 'center',
        },
        edgeLabel: {
          show: room >= 56,
          color: token.ink,
          fontSize: 11.5,
          lineHeight: 15,
        },
        data: flow.stations.map(({id, name}) => ({
          name: id,
          label: {formatter: faultline.plot.cut(name, 34)},
          itemStyle: {color: token.ink, borderWidth: 0},
        })),
        links: flow.links.map(({source, target, path}) => ({
          source,
          target,
          value: path.bytesPerSecond,
          utilisation: path.utilisation,
          lineStyle: binds(path) ? {color: token.fault, opacity: 0.6} : {},
          edgeLabel: {
            show: room >= 56 && path.bytesPerSecond > 0.08 * widest,
            formatter: `${rate(path.bytesPerSecond)}${used(path, most, binds(path))}`,
            fontWeight: binds(path) ? 'bold' : 'normal',
          },
        })),
      },
    };
  }

  const used = (path, most, binds) => (most === 0
    ? ''
    : `${binds ? '\n▶ binds' : ''}\n${percent(path.utilisation)} full`);

  function tip(hit, most) {
    const {encode, cut} = faultline.plot;
    if (hit.dataType !== 'edge') {
      return `${encode(cut(hit.name, 60))}<br><b>${encode(rate(hit.value))}</b>`;
    }
    const full = most > 0 ? `; ${percent(hit.data.utilisation)} full` : '';
    return `${encode(cut(hit.data.source, 60))} → ${encode(cut(hit.data.target, 60))}<br><b>${
      encode(rate(hit.data.value))}</b>${encode(full)}`;
  }

  faultline.flows = {movements, sankey, fullest};
})(globalThis.faultline ??= {});
