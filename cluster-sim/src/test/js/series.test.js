'use strict';

const test = require('node:test');
const assert = require('node:assert/strict');
const {series} = require('./load.js')('units', 'series');

const points = (...pairs) => pairs.map(([atSeconds, value]) => ({atSeconds, value}));

test('a value holds from its instant on', () => {
  const history = points([10, 1], [20, 2]);

  assert.equal(series.valueAt(history, 9), null);
  assert.equal(series.valueAt(history, 10), 1);
  assert.equal(series.valueAt(history, 19.9), 1);
  assert.equal(series.valueAt(history, 1000), 2);
  assert.equal(series.valueAt([], 5), null);
});

test('a stepped line goes on to the end, and repeats each value soon after it begins', () => {
  assert.deepEqual(series.steps(points([0, 5], [100, 7]), 300),
    [[0, 5], [1, 5], [100, 7], [101, 7], [300, 7]]);
});

test('steps closer than that are not repeated', () => {
  assert.deepEqual(series.steps(points([0, 5], [0.5, 7]), 300),
    [[0, 5], [0.5, 7], [1.5, 7], [300, 7]]);
});

test('what is unknown leaves a gap', () => {
  assert.deepEqual(series.steps(points([0, 'NaN']), 300), [[0, null], [1, null], [300, null]]);
});

test('several histories add up at every instant of any', () => {
  assert.deepEqual(series.sum([points([0, 1], [10, 2]), points([5, 10])]),
    points([0, 1], [5, 11], [10, 12]));
});

test('axes have at most a dozen marks', () => {
  assert.equal(series.tickSeconds(24 * 3600), 2 * 3600);
  assert.equal(series.tickSeconds(60), 5);
  assert.equal(series.tickSeconds(40 * 365 * 86400), 1825 * 86400);
});

test('faults closer than a mark is wide share one, named by their numbers', () => {
  const faults = [{atSeconds: 100}, {atSeconds: 101}, {atSeconds: 102}, {atSeconds: 500}];

  assert.deepEqual(series.faultMarks(faults, 1000).map((mark) => mark.label), ['1–3', '4']);
});

test('a station that bytes come back to stands there twice', () => {
  const flow = series.withoutCircles([
    {from: 'NICs', to: 'nodes'}, {from: 'nodes', to: 'NICs'}, {from: 'a', to: 'a'},
  ]);

  assert.deepEqual(flow.links.map((link) => [link.source, link.target]),
    [['NICs', 'nodes'], ['nodes', 'NICs (again)'], ['a', 'a (again)']]);
  assert.deepEqual(flow.stations.map((station) => station.id).sort(),
    ['NICs', 'NICs (again)', 'a', 'a (again)', 'nodes']);
});
