'use strict';

const test = require('node:test');
const assert = require('node:assert/strict');
const faultline = require('./load.js')('units', 'series', 'site', 'layout');

const {Site, layout} = faultline;

const base64 = (...bytes) => Buffer.from(Uint8Array.from(bytes)).toString('base64');
const run = (nodes, drivesPerNode) => ({group: 'g', kind: 'k', nodes, drivesPerNode, rackUnitsEach: 1});

/** Two racks in two domains: 2 nodes of 2 drives and 1 without; 1 node of 3 drives. */
const small = (changes = [], samples = []) => new Site({
  racks: [{domain: 0, nodes: [run(2, 2), run(1, 0)]}, {domain: 1, nodes: [run(1, 3)]}],
  changes,
  samples,
});
const change = (atSeconds, part, state) => ({atSeconds, part, state});
const [works, slow, out, lost] = [0, 1, 2, 3];

test('nodes and drives are numbered rack by rack', () => {
  const site = small();

  assert.equal(site.driveCount, 7);
  assert.deepEqual(site.find('node/r1/n0'), {kind: 'node', index: 3});
  assert.deepEqual(site.find('drive/r1/n0/d2'), {kind: 'drive', index: 6});
  assert.deepEqual(site.find('nic/r0/n2/1'), {kind: 'nic', index: 2});
});

test('parts that are not there are not found', () => {
  ['node/r2/n0', 'node/r0/n3', 'drive/r0/n2/d0', 'rack/2', 'domain/9', 'rack/*', 'shelf/1', '<b>']
    .forEach((name) => assert.equal(small().find(name), null, name));
});

test('a part has the worst state of its own and of what it is in', () => {
  const site = small([change(1, 'rack/0', 'out'), change(2, 'drive/r0/n1/d0', 'lost'), change(3, 'rack/0', 'works')]);

  assert.deepEqual([...site.statesAt(0.5).drive], [0, 0, 0, 0, 0, 0, 0]);
  assert.deepEqual([...site.statesAt(1).drive], [out, out, out, out, 0, 0, 0]);
  assert.deepEqual([...site.statesAt(2).drive], [out, out, lost, out, 0, 0, 0]);
  assert.deepEqual([...site.statesAt(3).drive], [0, 0, lost, 0, 0, 0, 0]);
  assert.deepEqual([...site.statesAt(1).node], [out, out, out, works]);
});

test('a slow NIC slows its node and leaves the drives as they are', () => {
  const site = small([change(1, 'nic/r1/n0/0', 'slow')]);

  assert.deepEqual([...site.statesAt(1).node], [works, works, works, slow]);
  assert.deepEqual([...site.statesAt(1).drive], [0, 0, 0, 0, 0, 0, 0]);
});

test('a node is slow while one of its write-buffer drives is not well, and tells which', () => {
  const site = small([change(1, 'buffer/r0/n1/b1', 'lost'), change(2, 'buffer/r0/n1/b0', 'out'),
    change(3, 'buffer/r0/n1/b1', 'works'), change(4, 'buffer/r0/n1/b0', 'works')]);

  assert.deepEqual(site.unplaced, []);
  assert.deepEqual([...site.statesAt(1).node], [works, slow, works, works]);
  assert.deepEqual([...site.statesAt(1).drive], [0, 0, 0, 0, 0, 0, 0]);
  assert.deepEqual(site.statesAt(2).buffers.get(1), [[0, out], [1, lost]]);
  assert.deepEqual([...site.statesAt(3).node], [works, slow, works, works]);
  assert.deepEqual([...site.statesAt(4).node], [works, works, works, works]);
});

test('a lost domain takes its racks along', () => {
  const site = small([change(1, 'domain/1', 'lost')]);

  assert.deepEqual([...site.statesAt(1).rack], [works, lost]);
  assert.deepEqual([...site.statesAt(1).drive], [0, 0, 0, 0, lost, lost, lost]);
});

test('changes of parts that are not on the map are kept apart', () => {
  assert.deepEqual(small([change(1, 'rack/7', 'lost')]).unplaced, ['rack/7']);
});

test('samples add up to loads again, and hold until the next', () => {
  const site = small([], [
    {atSeconds: 0, driveBusy: base64(10, 20, 30, 40, 50, 60, 70), nicBusy: base64(1, 2, 3, 4)},
    {atSeconds: 9, driveBusy: base64(246, 0, 0, 0, 0, 0, 1), nicBusy: base64(0, 0, 0, 255)},
  ]);

  assert.equal(site.loadAt(-1), null);
  assert.deepEqual([...site.loadAt(8).drives], [10, 20, 30, 40, 50, 60, 70]);
  assert.deepEqual([...site.loadAt(9).drives], [0, 20, 30, 40, 50, 60, 71]);
  assert.deepEqual([...site.loadAt(9).nics], [1, 2, 3, 3]);
});

const large = () => new Site({
  racks: Array.from({length: 52}, (_, domain) => ({domain, nodes: [run(24, 10)]})), changes: [], samples: [],
});

test('every part is found where it was placed', () => {
  [small(), large()].forEach((site) => {
    const map = layout.mapLayout(site, 1200, 560);
    for (let drive = 0; drive < site.driveCount; drive++) {
      assert.equal(layout.partAt(map, site, map.drives[2 * drive], map.drives[2 * drive + 1]).drive, drive);
    }
    for (let node = 0; node < site.nodes.length; node++) {
      const part = layout.partAt(map, site, map.nodes[2 * node], map.nodes[2 * node + 1]);
      assert.deepEqual([part.node, part.drive], [node, undefined]);
    }
  });
});

test('twelve thousand drives fit on a screen, in cells that can be seen', () => {
  const map = layout.mapLayout(large(), 1200, 560);

  assert.ok(map.height <= 560, `${map.height}`);
  assert.ok(Math.max(...map.racks.map((rack) => rack.x + rack.width)) <= 1200);
  assert.ok(Math.min(...map.cell) >= 4, `${map.cell}`);
});

test('few racks lie side by side', () => {
  const map = layout.mapLayout(small(), 1200, 560);

  assert.equal(map.racks[0].y, map.racks[1].y);
});

test('beside the map is nothing', () => {
  const site = small();

  assert.equal(layout.partAt(layout.mapLayout(site, 1200, 560), site, 1199, 500), null);
});
