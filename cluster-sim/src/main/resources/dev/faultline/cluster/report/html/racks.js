/* Rack elevations: one drawing for each kind of rack, as a custom series. */
((faultline) => {
  'use strict';

  const {watts, counted, isNumber, UNKNOWN} = faultline.units;

  const MOST_KINDS = 8;
  const RACK_PIXELS = 320;

  /** Racks that hold the same, with their numbers: [{rack, indices}]. */
  function kinds(site) {
    const found = new Map();
    site.racks.forEach((rack, index) => {
      const key = JSON.stringify([rack.nodes, rack.units, rack.watts]);
      if (!found.has(key)) {
        found.set(key, {rack, indices: []});
      }
      found.get(key).indices.push(index);
    });
    return [...found.values()];
  }

  /** "racks 0–16, 18–51" */
  function named(indices, domainKind) {
    const what = domainKind === 'provider' ? 'domain' : 'rack';
    const runs = [];
    indices.forEach((index) => {
      const last = runs[runs.length - 1];
      if (last && last[1] === index - 1) {
        last[1] = index;
      } else {
        runs.push([index, index]);
      }
    });
    const text = runs.slice(0, 4).map(([a, b]) => (a === b ? `${a}` : `${a}–${b}`)).join(', ');
    return `${what}${indices.length === 1 ? '' : 's'} ${text}${runs.length > 4 ? ', …' : ''}`;
  }

  /** Boxes from the bottom up: {from, units, run}. */
  function boxes(rack) {
    const all = [];
    let from = 0;
    rack.nodes.forEach((run) => {
      for (let i = 0; i < run.nodes; i++) {
        all.push({from, units: run.rackUnitsEach, run});
        from += run.rackUnitsEach;
      }
    });
    return all;
  }

  const columns = (width) => Math.max(1, Math.floor(width / 270));

  function height(site, width) {
    const shown = Math.min(MOST_KINDS, kinds(site).length);
    return Math.ceil(shown / columns(width)) * (RACK_PIXELS + 88);
  }

  function elevations(result, token, width) {
    const shown = kinds(result.site).slice(0, MOST_KINDS);
    const perLine = columns(width);
    const limit = result.site.rackUnitsLimit;
    return {
      ...faultline.plot.frame(token, 'Elevations of the racks with their units and watts.'),
      grid: {left: 0, right: 0, top: 0, bottom: 0},
      xAxis: {type: 'value', min: 0, max: width, show: false},
      yAxis: {type: 'value', min: 0, max: height(result.site, width), inverse: true, show: false},
      series: {
        type: 'custom',
        name: 'racks',
        silent: true,
        data: shown.map((_, index) => [index]),
        renderItem: (params) => {
          const index = params.dataIndex;
          const x = (index % perLine) * 270 + 4;
          const y = Math.floor(index / perLine) * (RACK_PIXELS + 88);
          return {type: 'group', x, y, children: drawn(shown[index], result.site, limit, token)};
        },
      },
    };
  }

  function drawn({rack, indices}, site, unitsLimit, token) {
    const inside = boxes(rack);
    const used = inside.reduce((most, box) => Math.max(most, box.from + box.units), 0);
    const units = Math.max(unitsLimit || 0, used, 1);
    const scale = RACK_PIXELS / units;
    const top = 66;
    const text = (x, y, words, extra = {}) => ({
      type: 'text',
      style: {
        x, y, text: words, fill: token.ink, fontSize: 12, verticalAlign: 'top',
        fontFamily: faultline.theme.FONT, ...extra,
      },
    });
    const groups = [...new Set(rack.nodes.map((run) => run.group))];
    const children = [
      text(0, 4, faultline.plot.cut(named(indices, site.domainKind), 34), {fontWeight: 'bold', fontSize: 13}),
      text(0, 22, unitsWords(rack, unitsLimit), {fill: token.soft}),
      text(0, 39, wattsWords(rack, site.rackWattsLimit), {fill: token.soft}),
      {
        type: 'rect',
        shape: {x: 30, y: top, width: 150, height: units * scale},
        style: {fill: 'transparent', stroke: token.soft, lineWidth: 2},
      },
    ];
    inside.forEach((box) => {
      const y = top + (units - box.from - box.units) * scale;
      const tall = box.units * scale;
      children.push({
        type: 'rect',
        shape: {x: 32, y: y + 0.5, width: 146, height: Math.max(1, tall - 1)},
        style: {fill: token.loads[groups.indexOf(box.run.group) % token.loads.length], opacity: 0.8},
      });
      if (tall >= 13) {
        children.push(text(38, y + tall / 2, faultline.plot.cut(box.run.kind, 24), {
          fill: token.paper, verticalAlign: 'middle', fontSize: Math.min(11, tall - 2),
        }));
      }
    });
    labelRuns(rack, top, units, scale).forEach(({y, words}) => {
      children.push(text(38, y, words, {
        fill: token.paper, fontSize: 11, verticalAlign: 'middle', fontWeight: 'bold',
        backgroundColor: 'rgba(0,0,0,0.55)', padding: [2, 5], borderRadius: 3,
      }));
    });
    for (let unit = 0; unit <= units; unit += units > 20 ? 6 : 2) {
      children.push(text(24, top + (units - unit) * scale, String(unit), {
        align: 'right', verticalAlign: 'middle', fontSize: 10, fill: token.soft,
      }));
    }
    children.push(...meter(rack, site.rackWattsLimit, top, units * scale, token));
    return children;
  }

  /** What stands where, once for each run of nodes, where single boxes are too flat for words. */
  function labelRuns(rack, top, units, scale) {
    let from = 0;
    return rack.nodes.flatMap((run) => {
      const middle = from + (run.nodes * run.rackUnitsEach) / 2;
      from += run.nodes * run.rackUnitsEach;
      return run.rackUnitsEach * scale >= 13
        ? []
        : [{
          y: top + (units - middle) * scale,
          words: `${run.nodes} × ${faultline.plot.cut(run.kind, 18)}`,
        }];
    });
  }

  /** A bar of the watts, full at the limit. */
  function meter(rack, limit, top, tall, token) {
    if (!isNumber(rack.watts) || !isNumber(limit)) {
      return [];
    }
    const share = Math.min(1, rack.watts / limit);
    return [
      {
        type: 'rect',
        shape: {x: 194, y: top, width: 16, height: tall},
        style: {fill: 'transparent', stroke: token.soft, lineWidth: 1},
      },
      {
        type: 'rect',
        shape: {x: 195, y: top + tall * (1 - share), width: 14, height: tall * share},
        style: {fill: rack.watts > limit ? token.fault : token.rebuild},
      },
      {
        type: 'text',
        style: {
          x: 216, y: top + tall * (1 - share), text: `${Math.round((rack.watts / limit) * 100)} %`,
          fill: token.ink, fontSize: 11, verticalAlign: 'middle',
          fontFamily: faultline.theme.FONT,
        },
      },
    ];
  }

  const unitsWords = (rack, limit) => (rack.units === null
    ? `${counted(rack.nodes.reduce((sum, run) => sum + run.nodes, 0), 'node')}, units ${UNKNOWN}`
    : `${rack.units} of ${limit === null ? UNKNOWN : limit} units`);

  const wattsWords = (rack, limit) => (rack.watts === null
    ? `power ${UNKNOWN}`
    : `${watts(rack.watts)} of ${limit === null ? `an ${UNKNOWN} limit` : watts(limit)}`);

  faultline.racks = {kinds, named, boxes, elevations, height, MOST_KINDS};
})(globalThis.faultline ??= {});
