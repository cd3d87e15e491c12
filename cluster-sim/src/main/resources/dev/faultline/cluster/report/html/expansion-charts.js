/* Charts of a growing cluster: what clients are served while strips move, and bars for each step. */
((faultline) => {
  'use strict';

  const {units, plot} = faultline;
  const HOUR = 3600;
  const ROW = 58;

  /** Steps one right after the other, in hours: as if nobody paused between them. */
  function laidOut(steps) {
    let begin = 0;
    return steps.map((step, i) => {
      const from = begin;
      begin += step.movement.seconds / HOUR;
      return {step, number: i + 1, from, to: begin};
    });
  }

  /** A level from each stage's beginning to its end, between what was before and what is after. */
  function points({step, number, from, to}) {
    const at = (hours, bytesPerSecond, says) => ({value: [hours, bytesPerSecond], number, says});
    const meanwhile = step.stages.flatMap((stage) => {
      const says = `${units.percent(stage.movedShare)} moved at its end`;
      return [stage.fromSeconds, stage.toSeconds].map((seconds) => at(from + seconds / HOUR, stage.readBytesPerSecond, says));
    });
    return [at(from, step.clients.readBytesPerSecondBefore, 'before it begins'), ...meanwhile, at(to, step.clients.readBytesPerSecondAfter, 'when all has moved')];
  }

  function served(result, token) {
    const laid = laidOut(result.steps);
    const most = Math.max(...laid.flatMap((each) => points(each).map((point) => point.value[1])));
    return {
      ...plot.frame(token, 'What clients read while strips move, step after step.'),
      grid: {left: 12, right: 30, top: 34, bottom: 40, containLabel: true},
      tooltip: {
        ...plot.tipBox(token),
        trigger: 'axis',
        formatter: ([{data}]) => plot.tip(`Step ${data.number}, ${data.says}`, [
          ['clients read', units.rate(data.value[1])],
          ['since the first step began', units.duration(data.value[0] * HOUR)],
        ]),
      },
      xAxis: plot.valueAxis(token, (value) => `${units.short(value)} h`, {max: laid.at(-1).to, name: 'time during which strips move', nameLocation: 'middle', nameGap: 28, nameTextStyle: {color: token.soft}, splitNumber: 8}),
      yAxis: plot.niceTop(plot.valueAxis(token, units.rate, {max: most * 1.05})),
      series: [{
        type: 'line',
        name: 'clients read',
        symbol: 'none',
        data: laid.flatMap(points),
        lineStyle: {width: 2.5, color: token.loads[0]},
        areaStyle: {color: token.loads[0], opacity: 0.12},
        markLine: {
          symbol: 'none',
          silent: true,
          lineStyle: {color: token.soft, type: 'dashed'},
          label: {color: token.ink, position: 'end', align: 'left', distance: [-4, 6], formatter: ({name}) => name},
          data: laid.map((each) => ({xAxis: each.from, name: `step ${each.number}`})),
        },
      }],
    };
  }

  const height = (result) => 90 + ROW * result.steps.length;

  /**
   * Two bars for each step: how it is, and the least that it could be.
   *
   * @param bars [name, value of a step] of each
   */
  function beside(result, token, description, format, bars) {
    const names = result.steps.map((step, i) => `step ${i + 1}: ${units.count(step.before.nodes)} to ${units.counted(step.after.nodes, 'node')}`);
    const most = Math.max(...result.steps.flatMap((step) => bars.map(([, value]) => value(step))));
    return {
      ...plot.frame(token, description),
      grid: {left: 12, right: 90, top: 34, bottom: 10, containLabel: true},
      legend: {top: 0, left: 0, textStyle: {color: token.ink}, itemWidth: 16},
      tooltip: {
        ...plot.tipBox(token),
        trigger: 'axis',
        axisPointer: {type: 'shadow'},
        formatter: (all) => plot.tip(all[0].name, all.map((each) => [each.seriesName, format(each.value)])),
      },
      xAxis: plot.valueAxis(token, format, {max: most * 1.02, axisLabel: {show: false}, splitLine: {show: false}}),
      yAxis: {type: 'category', inverse: true, data: names, axisLabel: {color: token.ink}, axisTick: {show: false}, axisLine: {lineStyle: {color: token.faint}}},
      series: bars.map(([name, value], i) => ({
        type: 'bar',
        name,
        barWidth: 17,
        barGap: '10%',
        data: result.steps.map(value),
        itemStyle: {color: i === 0 ? token.loads[0] : token.soft, decal: i === 0 ? undefined : faultline.theme.dots('rgba(0,0,0,0.3)')},
        label: {show: true, position: 'right', color: token.ink, formatter: ({value: shown}) => format(shown)},
      })),
    };
  }

  const moved = (result, token) => beside(result, token, 'What moves in each step, beside the least that must.', units.bytes, [
    ['moves', (step) => step.movement.bytes],
    ['cannot be less', (step) => step.movement.leastBytes],
  ]);

  const taken = (result, token) => beside(result, token, 'How long each step takes, beside its lower bound.', units.duration, [
    ['takes beside clients', (step) => step.movement.seconds],
    ['cannot be less, without clients', (step) => step.movement.lowerBoundSeconds],
  ]);

  faultline.expansionCharts = {served, moved, taken, height};
})(globalThis.faultline ??= {});
