'use strict';

const test = require('node:test');
const assert = require('node:assert/strict');
const {units} = require('./load.js')('units');

test('bytes have the prefix that leaves one to three digits', () => {
  assert.equal(units.bytes(0), '0 B');
  assert.equal(units.bytes(999), '999 B');
  assert.equal(units.bytes(1000), '1 kB');
  assert.equal(units.bytes(122.88e12), '123 TB');
  assert.equal(units.bytes(1.3345e18), '1.33 EB');
  assert.equal(units.bytes(2.5e24), '2500 ZB');
});

test('a number that rounds up to the next prefix takes it', () => {
  assert.equal(units.rate(999.6e9), '1 TB/s');
});

test('what is unknown is never zero', () => {
  [null, undefined, NaN, Infinity, 'NaN'].forEach((nothing) => {
    assert.equal(units.bytes(nothing), 'unknown');
    assert.equal(units.percent(nothing), 'unknown');
    assert.equal(units.duration(nothing), 'unknown');
    assert.equal(units.count(nothing), 'unknown');
    assert.equal(units.money(nothing), 'unknown');
  });
});

test('durations show their two largest units', () => {
  assert.equal(units.duration(0), '0 s');
  assert.equal(units.duration(0.25), '250 ms');
  assert.equal(units.duration(59), '59 s');
  assert.equal(units.duration(90), '1 min 30 s');
  assert.equal(units.duration(9.5 * 3600), '9 h 30 min');
  assert.equal(units.duration(400 * 86400), '1 y 35 d');
});

test('a lesser unit that rounds to a whole greater one becomes it', () => {
  assert.equal(units.duration(3599.9), '1 h');
  assert.equal(units.duration(86399), '1 d');
});

test('nearly all is not all', () => {
  assert.equal(units.percent(1), '100 %');
  assert.equal(units.percent(0.99999), '99.99 %');
  assert.equal(units.percent(1.00001), '100.01 %');
  assert.equal(units.percent(0.447), '44.7 %');
});

test('one of a thing, and several', () => {
  assert.equal(units.counted(1, 'rack'), '1 rack');
  assert.equal(units.counted(12480, 'drive'), '12,480 drives');
});
