'use strict';

const test = require('node:test');
const assert = require('node:assert/strict');
const {durability, burst} = require('./load.js')(
  'units', 'theme', 'drawing', 'dom', 'plot', 'parts', 'shell', 'durability', 'burst');

test('small probabilities are powers of ten, large ones shares', () => {
  assert.equal(durability.probability(2.09e-9), '2.09e-9');
  assert.equal(durability.probability(0.0105), '1.05 %');
  assert.equal(durability.probability(0), '0 %');
});

test('less than a byte a year is not none', () => {
  assert.equal(durability.few(1.6e-3), '1.6e-3 B');
  assert.equal(durability.few(134.35e6), '134 MB');
  assert.equal(durability.few(0), '0 B');
});

test('a change that gains less than the error gains nothing to speak of', () => {
  assert.equal(durability.gain({factor: 1.07}), 'nothing to speak of');
  assert.equal(durability.gain({factor: 5.76}), '5.76 times less');
  assert.equal(durability.gain({factor: 4.7e6}), 'over 10,000 times less');
});

test('colours of bursts lie between the least and the likeliest loss', () => {
  const cell = (probability) => ({probability});
  assert.deepEqual(burst.scale([cell(0), cell(3e-7), cell(1)]), {from: -7, to: 0, cut: false});
  assert.deepEqual(burst.scale([cell(1e-40), cell(2e-9)]), {from: -24, to: -8, cut: true});
  assert.deepEqual(burst.scale([cell(0)]), {from: -1, to: 0, cut: false});
});

test('no loss seen is not no loss', () => {
  assert.equal(burst.verdict({probability: 0, high: 0.004, how: 'sampled'}), 'none seen, below 0.4 %');
  assert.equal(burst.verdict({probability: 0, high: 0, how: 'exact'}), 'no such burst loses data');
});
