/* Cost for each usable GB and month as bars, against marks that people know. */
((faultline) => {
  'use strict';

  const {plot} = faultline;
  const MARKS = [0.04, 0.25, 0.4];
  const ROW = 30;

  const price = (value) => value.toFixed(value < 0.1 ? 3 : 2);

  /** Names and costs, the cheapest first; what is not known comes last. */
  function entries(result) {
    const all = [
      ...result.proposals.map((each) => ({
        name: each.label,
        value: each.review.cost?.usdPerUsableGigabyteMonth ?? null,
        of: each.review.cost?.priceDate ?? 'unknown',
        service: false,
      })),
      ...result.services.map((each) => ({
        name: each.key,
        value: each.usdPerGigabyteMonth,
        of: each.priceDate ?? `undated, ${each.priceConfidence ?? 'unknown'}`,
        service: true,
      })),
    ];
    return all.toSorted((a, b) => (a.value ?? Infinity) - (b.value ?? Infinity));
  }

  const height = (result) => 70 + ROW * entries(result).length;

  function options(result, token) {
    const list = entries(result);
    const most = Math.max(MARKS[2] * 1.1, ...list.map((each) => each.value ?? 0));
    return {
      ...plot.frame(token, 'Cost of a usable GB for a month as bars, with marks at 0.04, 0.25 and 0.40 USD.'),
      grid: {left: 12, right: 60, top: 30, bottom: 26, containLabel: true},
      tooltip: {
        ...plot.tipBox(token),
        formatter: ({data}) => plot.tip(data.name, [
          ['a usable GB for a month', data.known ? `${data.value.toFixed(4)} USD` : 'unknown'],
          ['prices of', data.of],
        ]),
      },
      xAxis: {...plot.valueAxis(token, (value) => value.toFixed(2), {max: most * 1.05})},
      yAxis: {type: 'category', inverse: true, data: list.map((each) => each.name), axisLabel: {color: token.ink}, axisTick: {show: false}, axisLine: {lineStyle: {color: token.faint}}},
      series: [{
        type: 'bar',
        barMaxWidth: 18,
        data: list.map((each) => ({
          name: each.name,
          value: each.value ?? 0,
          known: each.value !== null,
          of: each.of,
          itemStyle: {color: each.service ? token.loads[5] : token.loads[0], decal: each.service ? faultline.theme.dots('rgba(0,0,0,0.3)') : undefined},
          label: {show: true, position: 'right', color: token.ink, formatter: each.value === null ? 'unknown' : price(each.value)},
        })),
        markLine: {
          symbol: 'none',
          silent: true,
          lineStyle: {color: token.fault, type: 'dashed'},
          label: {color: token.ink, formatter: ({value}) => `${value.toFixed(2)} USD`, position: 'start'},
          data: MARKS.map((value) => ({xAxis: value})),
        },
      }],
    };
  }

  faultline.bars = {options, height};
})(globalThis.faultline ??= {});
