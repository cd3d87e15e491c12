/* What charts of every kind begin with: frame, axis of values, marks at round numbers, tooltip. */
((faultline) => {
  'use strict';

  const encode = (text) => echarts.format.encodeHTML(String(text));
  const cut = (text, most) => (text.length > most ? `${text.slice(0, most - 1)}…` : text);

  /** @param description of the chart for those who cannot see it */
  function frame(token, description) {
    return {
      animation: false,
      textStyle: {fontFamily: faultline.theme.FONT, color: token.ink},
      aria: {enabled: true, label: {description}},
    };
  }

  function valueAxis(token, format, extra = {}) {
    return {
      type: 'value',
      min: 0,
      splitNumber: 4,
      axisLabel: {color: token.soft, formatter: (value) => format(value)},
      splitLine: {lineStyle: {color: token.faint}},
      ...extra,
    };
  }

  /** Lets the axis end where its own marks do. */
  function niceTop(axis) {
    if (!faultline.units.isNumber(axis.max)) {
      return axis;
    }
    const step = niceStep(axis.max / axis.splitNumber);
    return {...axis, interval: step, max: Math.ceil(axis.max / step - 1e-9) * step};
  }

  function niceStep(raw) {
    const power = 10 ** Math.floor(Math.log10(raw));
    return power * [1, 2, 2.5, 5, 10].find((factor) => factor * power >= raw * (1 - 1e-9));
  }

  /** Looks of a tooltip; the trigger and the formatter are the chart's own. */
  function tipBox(token) {
    return {
      confine: true,
      backgroundColor: token.paper,
      borderColor: token.faint,
      textStyle: {color: token.ink, fontSize: 12},
    };
  }

  /** The inside of a tooltip: a heading, and pairs of name and value. All of it becomes text. */
  function tip(heading, rows) {
    const lines = rows.map(([name, value]) => `<div class="tip-row"><span>${
      encode(cut(name, 60))}</span><b>${encode(value)}</b></div>`);
    return `<div class="tip">${encode(heading)}${lines.join('')}</div>`;
  }

  faultline.plot = {encode, cut, frame, valueAxis, niceTop, niceStep, tipBox, tip};
})(globalThis.faultline ??= {});
