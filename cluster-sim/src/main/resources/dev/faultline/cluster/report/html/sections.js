/* The sections of one scenario: headings, a sentence on how to read each chart, and the charts. */
((faultline) => {
  'use strict';

  const {el, named, linked, table} = faultline.dom;
  const {section, unknown, chart} = faultline.parts;
  const {bytes, rate, watts, percent, duration, count, counted, money, short, UNKNOWN} = faultline.units;
  const {words, charts, flows, racks} = faultline;

  function verdict(result) {
    const [kind, glyph, text] = result.expectations.length === 0
      ? ['none', '–', 'Nothing was expected']
      : result.expectations.every((each) => each.holds)
        ? ['holds', '✓', 'It holds']
        : ['fails', '✗', 'It does not hold'];
    return el('p', {class: `verdict ${kind}`}, el('span', {'aria-hidden': 'true'}, glyph), ` ${text}`);
  }

  function answer(result) {
    return el('section', {class: 'answer', 'aria-label': 'The answer'},
      el('h2', {}, named(result.scenario)),
      el('p', {class: 'topology'}, named(result.topology)),
      verdict(result),
      el('p', {}, words.proposal(result)),
      el('p', {}, named(words.lost(result))),
      el('p', {}, `${words.outcome(result)} ${words.survives(result.rebuild.remainingPromise)}`),
      faultline.parts.tiles(words.tiles(result)),
      expectations(result),
      faultline.parts.notes(result.notes));
  }

  function expectations(result) {
    if (result.expectations.length === 0) {
      return unknown(words.expectations(result));
    }
    return table(words.expectations(result), ['Expectation', 'Actual', 'Holds'],
      result.expectations.map((each) => [
        el('code', {}, each.text),
        named(each.actual),
        el('span', {class: each.holds ? 'yes' : 'no'}, each.holds ? '✓ holds' : '✗ fails'),
      ]), {class: 'expectations'});
  }

  function throughput(result, onTime) {
    return section('throughput', 'Throughput over time',
      'What clients got (solid) beside what they asked for (dashed): a gap between the two is load '
        + 'that was not served. Below, on its own scale, what the rebuild re-created. Red lines mark '
        + 'the faults, numbered as in the list.',
      chart('throughput', (token, width) => charts.throughput(result, token, width),
        {timed: true, onTime}),
      loadTable(result), faultList(result));
  }

  function loadTable(result) {
    return result.foreground.length === 0
      ? unknown('No client asked for anything in this run.')
      : table('What each load got while it asked', ['Load', 'Direction', 'Offered', 'Mean', 'Least', 'Least share'],
        result.foreground.map((load) => [
          named(load.name), load.direction, rate(load.offered), rate(load.mean), rate(load.minimum),
          percent(load.offered > 0 ? load.minimum / load.offered : null),
        ]));
  }

  const MOST_FAULTS = 40;

  function faultList(result) {
    const {faults} = result;
    if (faults.length === 0) {
      return unknown('Nothing failed in this run.');
    }
    const rows = faults.slice(0, MOST_FAULTS).map((fault, index) => [
      String(index + 1),
      duration(fault.atSeconds),
      named(fault.what),
      fault.untilSeconds === null ? 'stays' : `back after ${duration(fault.untilSeconds - fault.atSeconds)}`,
      fault.drives === 0 && fault.bufferDrives > 0 ? `${count(fault.bufferDrives)} of the write buffer` : count(fault.drives),
      bytes(fault.bytes),
    ]);
    const more = faults.length > rows.length ? `, the first ${rows.length} of ${count(faults.length)}` : '';
    return table(`Faults${more}`, ['No.', 'At', 'What', 'Until', 'Drives', 'Bytes not readable'], rows);
  }

  function redundancy(result, onTime) {
    const hidden = charts.hidesExposed(charts.bands(result, faultline.theme.tokens()));
    return section('redundancy', 'Bytes by redundancy',
      'Users\' data sorted by how many more losses it survives, the worst at the bottom: the taller and '
        + 'longer the dark shape, the greater the exposure. '
        + (hidden
          ? 'What survives most is left out, as it would flatten all else; choose it in the legend to add it.'
          : 'Choose an entry of the legend to leave it out.'),
      result.redundancy.timeline.length === 0
        ? unknown('The result has no history of redundancy.')
        : chart('redundancy', (tokens, width) => charts.redundancy(result, tokens, width),
          {timed: true, onTime}));
  }

  function utilisation(result, onTime) {
    if (result.utilisation.length === 0) {
      return section('utilisation', 'Utilisation by resource', '', unknown(`Utilisation is ${UNKNOWN}.`));
    }
    const first = charts.byPeak(result.utilisation)[0];
    return section('utilisation', 'Utilisation by resource',
      `How much of each kind of resource was in use: the mean of its members (area) and the most used one `
        + `(line). The most used kind, ${first.resource}, stands first (▶). A tinted stretch marks when a `
        + 'resource bound the rebuild.',
      chart('utilisation', (token, width) => charts.utilisation(result, token, width),
        {timed: true, onTime, height: () => charts.utilisationHeight(result)}));
  }

  function paths(result) {
    const movements = flows.movements(result);
    return section('paths', 'The way the bytes take',
      'Bytes per second from station to station: reading and writing each alone at its limit in the healthy '
        + 'cluster, rebuilding at its mean rate in this run. Widths are to scale within a diagram. What is fullest on '
        + 'the way binds (▶, in red): no more can pass there.',
      movements.length === 0 ? unknown('The result has no traffic paths.') : null,
      ...movements.map((movement) => el('div', {},
        el('h4', {}, movementTitle(result, movement)),
        chart(`sankey-${movement}`,
          (token, width) => flows.sankey(result, movement, token, width)))),
      limits(result));
  }

  function movementTitle(result, movement) {
    const {throughput: most} = result;
    switch (movement) {
      case 'read':
        return `Reading: ${rate(most.readBytesPerSecond)}, bound by ${most.readBottleneck}`;
      case 'write':
        return `Writing: ${rate(most.writeBytesPerSecond)}, bound by ${most.writeBottleneck}`;
      case 'rebuild':
        return result.rebuild.bottleneck === null
          ? 'Rebuilding'
          : `Rebuilding: in this run bound by ${result.rebuild.bottleneck}`;
      default:
        return movement;
    }
  }

  function limits(result) {
    const best = new Map();
    result.throughput.limits.forEach((limit) => {
      best.set(limit.load, Math.min(best.get(limit.load) ?? Infinity, limit.bytesPerSecond));
    });
    return el('details', {}, el('summary', {}, 'How far the next limits are'),
      table('Throughput at which each resource is full', ['Load', 'Resource', 'Full at', 'Times the tightest'],
        result.throughput.limits.map((limit) => [
          limit.load, named(limit.resource), rate(limit.bytesPerSecond),
          `${short(limit.bytesPerSecond / best.get(limit.load))} ×`,
        ])));
  }

  function siteMap(result, map) {
    const noun = result.site.domainKind === 'provider' ? 'failure domain' : 'rack';
    const lost = map.site.unplaced.length === 0
      ? null
      : unknown(`Not on the map: ${map.site.unplaced.slice(0, 5).join(', ')}.`);
    return section('site-map', 'Map of the site',
      `Every block is a ${noun}, every row in it a node: first its NICs, then its drives. The shade says how busy `
        + 'a part is, colour and mark whether it is slow, out or lost; a node with write-buffer drives out or lost is '
        + 'slow. Move the time at the foot of the page; point '
        + 'at a part, or walk with the arrow keys, to see its numbers.',
      mapLegend(result), map.host, lost);
  }

  function mapLegend(result) {
    const item = (look, text) => el('li', {}, el('span', {class: `swatch ${look}`, 'aria-hidden': 'true'}), text);
    const none = result.site.samples.length === 0;
    return el('ul', {class: 'map-legend', 'aria-label': 'Legend of the map'},
      ...(none
        ? [item('unknown-load', 'works, load unknown')]
        : [0, 1, 2, 3, 4].map((i) => item(`busy${i}`, `${i * 20}–${i * 20 + 20} % busy`))),
      item('slow', 'slow'), item('out', 'out (comes back)'), item('lost', 'lost'));
  }

  function power(result, onTime) {
    const {timeline, budgetWatts, energyJoules, energyUsd} = result.power;
    const energy = energyJoules === null
      ? `Energy is ${UNKNOWN}.`
      : `In this run ${short(energyJoules / 3.6e9)} MWh${energyUsd === null ? '' : `, ${money(energyUsd)}`}.`;
    return section('power', 'Power against the budget',
      `What the site draws at its meter, cooling and losses included${
        budgetWatts === null ? '; the topology names no budget' : ', below the budget (dashed)'}. ${energy}`,
      timeline.length === 0
        ? unknown(`Power is ${UNKNOWN}: the hardware's figures are not published.`)
        : chart('power', (token, width) => charts.power(result, token, width), {timed: true, onTime}));
  }

  function elevations(result) {
    const kinds = racks.kinds(result.site);
    const told = kinds.some(({rack}) => rack.units !== null);
    const more = kinds.length > racks.MOST_KINDS
      ? ` The first ${racks.MOST_KINDS} of ${kinds.length} kinds are drawn.`
      : '';
    return section('elevations', 'Rack elevations',
      'Each kind of rack once, with the units its nodes take and, as a bar beside it, its provisioned watts '
        + `against the limit.${more}`,
      told
        ? el('div', {class: 'beside', style: `--kinds: ${Math.min(kinds.length, racks.MOST_KINDS)}`},
          chart('racks', (token, width) => racks.elevations(result, token, width),
            {height: (width) => racks.height(result.site, width)}),
          rackTable(result, kinds))
        : [unknown('How these racks are built is unknown: the provider does not tell.'), rackTable(result, kinds)]);
  }

  function rackTable(result, kinds) {
    const {domainKind, rackUnitsLimit, rackWattsLimit} = result.site;
    const of = (value, limit, format) => (value === null
      ? UNKNOWN
      : `${format(value)}${limit === null ? ', limit unknown' : ` of ${format(limit)}`}`);
    return table('What stands in them', ['Racks', 'How many', 'Nodes', 'Units', 'Watts'],
      kinds.map(({rack, indices}) => [
        racks.named(indices, domainKind),
        count(indices.length),
        named(rack.nodes.map((run) => `${count(run.nodes)} × ${run.kind} (${run.group}, ${
          counted(run.drivesPerNode, 'drive')} each)`).join('; ')),
        of(rack.units, rackUnitsLimit, count),
        of(rack.watts, rackWattsLimit, watts),
      ]));
  }

  function durability(result) {
    const {durability: found} = result;
    const how = 'How likely the layout loses data within a year, whatever happens in this scenario, with its fill and '
      + 'its rebuild. A cluster lives for years among failures that no scenario names.';
    const {durability: parts} = faultline;
    return section('durability', 'How durable the layout is', how, ...(found === null
      ? [unknown('Durability was not asked in this run.')]
      : [
        parts.allTiles(found),
        parts.warnings(found),
        el('p', {}, parts.method(found)),
        el('h4', {}, 'What losses come from'),
        parts.causes(found),
        el('h4', {}, 'What one change would gain'),
        parts.changes(found),
        el('details', {}, el('summary', {}, 'What it rests on'), parts.assumptions(found)),
      ]));
  }

  function inputs(result) {
    const {inputs: given} = result;
    const file = (name, text) => el('figure', {}, el('figcaption', {}, named(name)),
      el('pre', {tabindex: 0, dir: 'ltr'}, text));
    return section('inputs', 'Inputs',
      'All that the numbers follow from. The command repeats the run; equal digests mean equal histories.',
      faultline.parts.command(given.command),
      faultline.parts.facts([
        ['Digest', result.digest],
        ['Seed', String(result.seed)],
        ['Simulated', duration(result.simulatedSeconds)],
        ['Events', count(result.events)],
        ['Took', duration(result.wallSeconds)],
      ]),
      table('Catalog rows used', ['Kind', 'Name', 'What', 'Source', 'Price date', 'Confidence'],
        given.catalog.map((row) => [
          row.kind, named(row.name), named(row.summary), el('bdi', {}, linked(row.source)),
          row.priceDate === null ? UNKNOWN : row.priceDate, row.confidence,
        ]), {class: 'catalog'}),
      table('Codes it was chosen from', ['Code', 'Strips in a domain', 'Efficiency', 'Strips read for one'],
        result.protection.frontier.map((option) => [
          option.code, String(option.maxStripsPerDomain), percent(option.efficiency), short(option.readsPerStrip),
        ])),
      el('div', {class: 'files'},
        file(given.topologyFile, given.topologyText), file(given.scenarioFile, given.scenarioText)));
  }

  /** What holds at an instant: pairs of name and value for the foot of the page. */
  function factsAt(result, map, seconds) {
    const {valueAt} = faultline.series;
    const facts = result.foreground.slice(0, 3).map((load) => [
      faultline.plot.cut(load.name, 24),
      `${rate(valueAt(load.timeline, seconds))} of ${rate(valueAt(load.offeredTimeline, seconds))}`,
    ]);
    facts.push(['rebuild', rate(valueAt(result.rebuild.timeline, seconds) ?? 0)]);
    const point = result.redundancy.timeline[faultline.series.indexAt(result.redundancy.timeline, seconds)];
    if (point) {
      const exposed = point.bytesByRedundancy.slice(0, -1).reduce((sum, each) => sum + each, 0);
      facts.push(['exposed', bytes(exposed)]);
      if (point.unavailableBytes > 0) {
        facts.push(['unavailable', bytes(point.unavailableBytes)]);
      }
      if (point.lostBytes > 0) {
        facts.push(['data lost', bytes(point.lostBytes)]);
      }
    }
    const {slow, out, lost} = map.driveCounts();
    [['slow', slow], ['out', out], ['lost', lost]].filter(([, many]) => many > 0)
      .forEach(([state, many]) => facts.push([state, counted(many, 'drive')]));
    facts.push(...faultline.maintenance.factsAt(result, seconds));
    if (result.power.timeline.length > 0) {
      facts.push(['power', watts(valueAt(result.power.timeline, seconds))]);
    }
    return facts;
  }

  faultline.sections = {
    verdict, answer, throughput, redundancy, utilisation, paths, siteMap, power, elevations, durability, inputs,
    factsAt,
  };
})(globalThis.faultline ??= {});
