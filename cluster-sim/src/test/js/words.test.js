'use strict';

const test = require('node:test');
const assert = require('node:assert/strict');
const {words, racks, charts, flows, plot} = require('./load.js')(
  'units', 'series', 'site', 'layout', 'words', 'theme', 'plot', 'charts', 'flows', 'racks');

const calm = {
  faults: [],
  rebuild: {bytes: 0, seconds: 0, finished: true, unrestoredBytes: 0, missing: null, bottleneck: null},
  loss: {bytes: 0, groups: 0, unavailableBytes: 0, unavailableSeconds: 0},
  redundancy: {minimum: 4},
  expectations: [],
};

test('a run in which nothing happened says so', () => {
  assert.equal(words.lost(calm), 'Nothing was taken away.');
  assert.match(words.outcome(calm), /^No data was lost\. At the worst moment every stripe would have survived 4 more\.$/);
  assert.equal(words.expectations(calm), 'The scenario expects nothing.');
});

test('loss, what is missing and what was not restored are told', () => {
  const text = words.outcome({
    ...calm,
    loss: {bytes: 2e15, groups: 3, unavailableBytes: 5e15, unavailableSeconds: 1200},
    rebuild: {...calm.rebuild, finished: false, unrestoredBytes: 1e15, missing: 'a fourth failure domain'},
    redundancy: {minimum: -1},
  });

  assert.match(text, /2 PB of users' data were lost, in 3 placement groups/);
  assert.match(text, /5 PB could not be read for 20 min/);
  assert.match(text, /not finished at the end: 1 PB are left/);
  assert.match(text, /Missing: a fourth failure domain/);
});

test('many faults are summed up', () => {
  const faults = Array.from({length: 500}, (_, i) => ({what: `lose drive ${i}`, atSeconds: i, untilSeconds: null}));

  assert.match(words.lost({faults}), /\u2068lose drive 2\u2069 at 2 s; and 497 more\.$/);
});

test('what remains is named in domains and drives', () => {
  assert.equal(words.survives([{domains: 1, drives: 2}, {domains: 0, drives: 4}]),
    'At the end it survives 1 failure domain and 2 drives, or 4 drives.');
  assert.equal(words.survives([]), 'At the end the cluster survives nothing more.');
});

test('unknown racks, power and burst time are not zero', () => {
  const tiles = words.tiles({
    ...calm,
    capacity: {usableBytes: 1e15, rawBytes: 2e15},
    protection: {efficiency: 0.5},
    throughput: {
      readBytesPerSecond: 1e9, readBottleneck: 'NIC out', readShareOfLineRate: 0.5, writeBytesPerSecond: 1e9,
      writeBottleneck: 'CPU', burstWriteBytesPerSecond: 2e9, burstSeconds: null,
    },
    density: {usableBytesPerMegawatt: null, provisionedWatts: null},
  });

  assert.deepEqual(tiles.find(([name]) => name === 'Usable per MW').slice(1), ['unknown', 'power unknown']);
  assert.match(tiles.find(([name]) => name === 'Writes')[2], /for ever$/);
});

test('racks that hold the same are drawn once', () => {
  const rack = (nodes) => ({domain: 0, units: nodes, watts: null, nodes: [{group: 'g', kind: 'k', nodes, drivesPerNode: 1, rackUnitsEach: 1}]});
  const kinds = racks.kinds({racks: [rack(2), rack(2), rack(3), rack(2)]});

  assert.deepEqual(kinds.map((kind) => kind.indices), [[0, 1, 3], [2]]);
  assert.equal(racks.named([0, 1, 3], 'rack'), 'racks 0–1, 3');
  assert.equal(racks.named([2], 'provider'), 'domain 2');
});

test('boxes stand on each other', () => {
  const rack = {nodes: [{nodes: 2, rackUnitsEach: 2}, {nodes: 1, rackUnitsEach: 1}]};

  assert.deepEqual(racks.boxes(rack).map((box) => [box.from, box.units]), [[0, 2], [2, 2], [4, 1]]);
});

test('axes end where their own marks do', () => {
  assert.equal(plot.niceTop({max: 43.2, splitNumber: 4}).max, 60);
  assert.equal(plot.niceTop({max: 1, splitNumber: 4}).max, 1);
});

test('the most used resource stands first', () => {
  const order = charts.byPeak([{resource: 'a', peak: 0.5, mean: 0.4}, {resource: 'b', peak: 1, mean: 0.1},
    {resource: 'c', peak: 1, mean: 0.2}]);

  assert.deepEqual(order.map((row) => row.resource), ['c', 'b', 'a']);
});

test('movements are told in the order people think of them', () => {
  assert.deepEqual(flows.movements({paths: [{movement: 'rebuild'}, {movement: 'drain'}, {movement: 'read'}]}),
    ['read', 'rebuild', 'drain']);
});
