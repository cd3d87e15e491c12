'use strict';

const test = require('node:test');
const assert = require('node:assert/strict');
const {maintenance, words} = require('./load.js')('units', 'series', 'words', 'dom', 'maintenance');

const visit = (node, failureDomain, more = {}) => ({
  nodes: [node], failureDomain, by: 'operator', met: true, ...more,
});

test('nodes stand by failure domain, then by rack and place as numbers', () => {
  const rows = maintenance.rowsOf([
    visit('node/r10/n0', 1), visit('node/r2/n10', 0), visit('node/r2/n9', 0), visit('node/r3/n0', 1),
    visit('node/r2/n9', 0),
  ]);

  assert.deepEqual(rows.map((row) => row.node),
    ['node/r2/n9', 'node/r2/n10', 'node/r3/n0', 'node/r10/n0']);
});

test('a bar is what happened, and red where the platform came too early', () => {
  const calendar = [
    visit('node/r0/n0', 0, {
      announcedSeconds: 0, opensSeconds: 100, closesSeconds: 200, beganSeconds: 10, endedSeconds: 20,
    }),
    visit('node/r0/n1', 0, {
      announcedSeconds: 0, opensSeconds: 100, closesSeconds: 200, beganSeconds: 100, endedSeconds: null,
      by: 'platform', met: false,
    }),
  ];
  const rows = maintenance.rowsOf(calendar);

  const bars = maintenance.bars({calendar}, rows, 150).map((bar) => bar.value);

  assert.deepEqual(bars, [
    [0, 0, 100, 'announced'], [1, 0, 100, 'announced'],
    [0, 100, 150, 'window'], [1, 100, 150, 'window'],
    [0, 10, 20, 'operator'], [1, 100, 150, 'missed'],
  ]);
});

test('maintenance is said in words where nothing failed', () => {
  const result = {
    faults: [],
    maintenance: {policy: 'serialize-nodes', calendar: [visit('node/r0/n0', 0), visit('node/r0/n1', 0, {by: null})]},
  };

  assert.equal(words.lost(result), 'Maintenance was announced 2 times, policy serialize-nodes: '
    + '1 let go by the operator, 0 moved to new VMs, 0 taken by the platform.');
  assert.equal(words.lost({faults: [], maintenance: null}), 'Nothing was taken away.');
});
