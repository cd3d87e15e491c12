/* Numbers as people write them. Null and what is no number are "unknown", never zero. */
((faultline) => {
  'use strict';

  const UNKNOWN = 'unknown';
  const PREFIXES = ['', 'k', 'M', 'G', 'T', 'P', 'E', 'Z'];
  const SPANS = [['y', 365 * 86400], ['d', 86400], ['h', 3600], ['min', 60], ['s', 1]];

  const isNumber = (value) => typeof value === 'number' && Number.isFinite(value);

  /** Three significant digits, and no more zeros than needed: 1.84, 12.3, 480. */
  function short(value) {
    if (value === 0) {
      return '0';
    }
    const digits = Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value))));
    return String(Number(value.toFixed(Math.min(digits, 6))));
  }

  /** With the prefix that leaves one to three digits before the point: 12.3 TB. */
  function scaled(value, unit) {
    if (!isNumber(value)) {
      return UNKNOWN;
    }
    let prefix = 0;
    let rest = value;
    while (Math.abs(rest) >= 999.5 && prefix < PREFIXES.length - 1) {
      rest /= 1000;
      prefix++;
    }
    return `${short(rest)} ${PREFIXES[prefix]}${unit}`;
  }

  const bytes = (value) => scaled(value, 'B');
  const rate = (value) => scaled(value, 'B/s');
  const watts = (value) => scaled(value, 'W');

  /** A share from 0 to 1. Nearly all is not all: 0.9999 is 99.99 %, not 100 %. */
  function percent(share) {
    if (!isNumber(share)) {
      return UNKNOWN;
    }
    const hundred = share * 100;
    const near = Math.abs(hundred - 100) < 0.5 && hundred !== 100;
    const cut = hundred < 100 ? Math.floor(hundred * 100) : Math.ceil(hundred * 100);
    return `${near ? cut / 100 : short(hundred)} %`;
  }

  /** The two largest units that matter: 9 h 30 min. */
  function duration(seconds) {
    if (!isNumber(seconds)) {
      return UNKNOWN;
    }
    if (seconds < 0) {
      return `-${duration(-seconds)}`;
    }
    if (seconds < 60) {
      return seconds < 1 && seconds > 0 ? `${short(seconds * 1000)} ms` : `${short(seconds)} s`;
    }
    const first = SPANS.findIndex(([, size]) => seconds >= size);
    const [unit, size] = SPANS[first];
    const [lesserUnit, lesserSize] = SPANS[first + 1];
    const lesser = Math.round((seconds % size) / lesserSize);
    if (lesser * lesserSize >= size) {
      return duration((Math.floor(seconds / size) + 1) * size);
    }
    const rest = lesser === 0 ? '' : ` ${lesser} ${lesserUnit}`;
    return `${Math.floor(seconds / size)} ${unit}${rest}`;
  }

  /** 12,480 */
  function count(value) {
    return isNumber(value) ? value.toLocaleString('en-US', {maximumFractionDigits: 0}) : UNKNOWN;
  }

  /** 1 rack, 2 racks. */
  const counted = (value, one, many) => `${count(value)} ${value === 1 ? one : many || `${one}s`}`;

  const money = (value) => (isNumber(value)
    ? `${value.toLocaleString('en-US', {maximumFractionDigits: value < 100 ? 2 : 0})} USD`
    : UNKNOWN);

  faultline.units = {
    UNKNOWN, isNumber, short, scaled, bytes, rate, watts, percent, duration, count, counted, money,
  };
})(globalThis.faultline ??= {});
