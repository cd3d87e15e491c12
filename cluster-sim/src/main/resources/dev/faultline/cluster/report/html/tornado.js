/* Bars that show how far an answer moves when one input is smaller or larger, the widest on top. */
((faultline) => {
  'use strict';

  const {units, plot} = faultline;
  const ROW = 36;

  const share = (amount, base) => (units.isNumber(amount) ? (amount / base - 1) * 100 : null);
  const signed = (value) => `${value > 0 ? '+' : ''}${units.short(value)} %`;

  /** @param study a Sensitivity */
  function options(study, token) {
    const inputs = [...study.inputs].reverse();
    const percent = Math.round(study.share * 100);
    const side = (name, key, answer, color) => ({
      type: 'bar',
      name,
      barWidth: 11,
      barGap: '5%',
      itemStyle: {color},
      data: inputs.map((input) => ({
        value: share(input[key], study.base) ?? 0,
        input,
        words: input[answer],
        amount: input[key],
      })),
      label: {
        show: true,
        position: 'inside',
        formatter: ({data}) => (data.amount === null ? 'no answer' : Math.abs(data.value) < 4 ? '' : signed(data.value)),
        color: '#ffffff',
        fontSize: 11,
      },
    });
    return {
      ...plot.frame(token, `What ${percent} % less or more of each input does to the ${study.measure}`),
      grid: {left: 210, right: 40, top: 34, bottom: 42},
      legend: {top: 0, left: 210, textStyle: {color: token.ink}, itemWidth: 16},
      xAxis: plot.valueAxis(token, (value) => signed(value), {min: null, name: `change of ${study.measure}`, nameLocation: 'middle', nameGap: 28, nameTextStyle: {color: token.soft}}),
      yAxis: {type: 'category', data: inputs.map((input) => input.name), axisLabel: {color: token.ink, width: 190, overflow: 'truncate'}, axisTick: {show: false}, axisLine: {show: false}},
      tooltip: {
        ...plot.tipBox(token),
        trigger: 'item',
        formatter: ({data, seriesName}) => plot.tip(`${data.input.name}: ${seriesName}`, [
          [study.measure, faultline.amount(study.unit, data.amount)],
          ['change', data.amount === null ? 'no answer' : signed(data.value)],
          ['answer', data.words],
        ]),
      },
      series: [
        side(`${percent} % less`, 'low', 'lowAnswer', token.loads[0]),
        side(`${percent} % more`, 'high', 'highAnswer', token.fault),
      ],
    };
  }

  const height = (study) => study.inputs.length * ROW + 90;

  faultline.tornado = {options, height, share, signed};
})(globalThis.faultline ??= {});
