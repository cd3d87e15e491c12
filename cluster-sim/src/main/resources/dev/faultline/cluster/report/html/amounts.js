/* Figures of tables in the units that results name. Words stand for themselves, null is unknown. */
((faultline) => {
  'use strict';

  const {units} = faultline;

  const FORMATS = {
    BYTES: units.bytes,
    BYTES_PER_SECOND: units.rate,
    OPERATIONS_PER_SECOND: (value) => units.scaled(value, 'IOPS'),
    SECONDS: units.duration,
    WATTS: units.watts,
    USD: units.money,
    USD_PER_GIGABYTE_MONTH: (value) => `${value.toFixed(4)} USD/GB-month`,
    USD_PER_RATE: (value) => `${units.money(value)}/(GB/s)`,
    SHARE: units.percent,
    COUNT: units.count,
    WORDS: String,
  };

  /** @param unit the name of a MeasureUnit */
  function amount(unit, figure) {
    if (figure === null || figure === undefined) {
      return units.UNKNOWN;
    }
    return typeof figure === 'number' ? FORMATS[unit](figure) : figure;
  }

  faultline.amount = amount;
})(globalThis.faultline ??= {});
