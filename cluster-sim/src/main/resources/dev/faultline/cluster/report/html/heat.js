/*
 * A heat map of one figure over two parameters, as small maps for the values of further ones, all
 * on one scale of colours. What is impossible has a cross and says why; seeds are averaged.
 */
((faultline) => {
  'use strict';

  const {units, plot, theme} = faultline;
  const CELL = 44;
  const HEAD = 30;
  const LEGEND = 64;

  const mean = (numbers) => numbers.reduce((sum, number) => sum + number, 0) / numbers.length;

  /** What the rows of one cell come to. */
  function cellOf(rows, figure) {
    const possible = rows.filter((row) => row.problem === null);
    const figures = possible.map((row) => row.figures[figure]);
    const numbers = figures.filter(units.isNumber);
    return {
      rows,
      problem: rows.length > 0 && possible.length === 0 ? rows[0].problem : null,
      value: numbers.length === figures.length && numbers.length > 0 ? mean(numbers) : null,
      words: figures.find((each) => typeof each === 'string') ?? null,
      least: Math.min(...numbers),
      most: Math.max(...numbers),
    };
  }

  const indexOf = (result, name) => result.parameters.findIndex((each) => each.name === name);
  const valuesOf = (result, name) => (indexOf(result, name) < 0 ? ['']
    : result.parameters[indexOf(result, name)].values);

  const holds = (result, row, [name, value]) => indexOf(result, name) < 0
    || row.values[indexOf(result, name)] === value;

  /** Small maps by the first panel across and the second down; each with its cells. */
  function panels(result, figure, fixed) {
    const {x, y, panels: [across = '', down = '']} = result.axes;
    return valuesOf(result, down).map((below) => valuesOf(result, across).map((beside) => {
      const rows = result.rows.filter((row) => [[across, beside], [down, below], ...fixed]
        .every((wanted) => holds(result, row, wanted)));
      return {
        name: [beside, below].filter((each) => each !== '').join(' · '),
        cells: valuesOf(result, y).map((up) => valuesOf(result, x).map((right) => cellOf(
          rows.filter((row) => holds(result, row, [x, right]) && holds(result, row, [y, up])),
          figure))),
      };
    }));
  }

  function luminance(rgb) {
    const [red, green, blue] = rgb.match(/[\d.]+/g).map(Number);
    return (0.299 * red + 0.587 * green + 0.114 * blue) / 255;
  }

  const inkOn = (rgb) => (luminance(rgb) > 0.55 ? '#10181f' : '#ffffff');

  function colourer(token, all, words) {
    const numbers = all.map((cell) => cell.value).filter(units.isNumber);
    const least = Math.min(...numbers);
    const most = Math.max(...numbers);
    return (cell) => {
      if (cell.words !== null) {
        return token.loads[words.indexOf(cell.words) % token.loads.length];
      }
      return cell.value === null ? token.faint
        : theme.between(token.busy, most === least ? 0.5 : (cell.value - least) / (most - least));
    };
  }

  const shown = (measure, cell) => faultline.amount(measure.unit, cell.words ?? cell.value);

  /** Options of the chart for one figure, from tokens and width in pixels. */
  function options(result, figure, fixed, token, width) {
    const measure = result.measures[figure];
    const grid = panels(result, figure, fixed);
    const all = grid.flat().flatMap((panel) => panel.cells.flat());
    const words = [...new Set(all.map((cell) => cell.words).filter((word) => word !== null))];
    const colour = colourer(token, all, words);
    const {x, y} = result.axes;
    const left = 14 + 7 * Math.max(4, ...valuesOf(result, y).map((value) => Math.min(value.length, 22)));
    const columns = grid[0].length;
    const gap = 16;
    const panelWidth = (width - left - 10 - gap * (columns - 1)) / columns;
    const panelHeight = CELL * valuesOf(result, y).length;
    const option = {
      ...plot.frame(token, `${measure.name} by ${x} and ${y}`),
      grid: [], xAxis: [], yAxis: [], series: [], title: [],
      tooltip: {...plot.tipBox(token), trigger: 'item', formatter: (item) => tipOf(result, measure, item.data.cell)},
    };
    grid.forEach((line, row) => line.forEach((panel, column) => addPanel(option, {
      result, measure, panel, colour, token, panelWidth,
      left: left + column * (panelWidth + gap),
      top: HEAD + row * (panelHeight + HEAD + 26),
      height: panelHeight,
      first: column === 0,
      last: row === grid.length - 1,
    })));
    addLegend(option, token, all, measure, width, words);
    return option;
  }

  function addPanel(option, {result, measure, panel, colour, token, panelWidth, left, top, height, first, last}) {
    const index = option.grid.length;
    const {x, y} = result.axes;
    option.grid.push({left, top, width: panelWidth, height});
    option.title.push({text: plot.cut(panel.name, Math.floor(panelWidth / 7)), left: left + panelWidth / 2, top: top - 24, textAlign: 'center', textStyle: {fontSize: 13, color: token.ink, fontWeight: 600}});
    option.xAxis.push({type: 'category', gridIndex: index, data: valuesOf(result, x), name: last ? x : '', nameLocation: 'middle', nameGap: 26, nameTextStyle: {color: token.soft}, axisLabel: {color: token.soft, interval: 0, hideOverlap: true}, axisTick: {show: false}, axisLine: {show: false}});
    option.yAxis.push({type: 'category', gridIndex: index, data: valuesOf(result, y), axisLabel: {show: first, color: token.soft, formatter: (value) => plot.cut(value, 22)}, axisTick: {show: false}, axisLine: {show: false}});
    const cellWidth = panelWidth / valuesOf(result, x).length;
    const data = panel.cells.flatMap((line, up) => line.map((cell, right) => {
      const fill = cell.problem === null ? colour(cell) : token.paper;
      const text = cell.problem !== null ? '×' : cell.rows.length === 0 ? '' : shown(measure, cell);
      return {
        value: [right, up, cell.value ?? 0],
        cell,
        itemStyle: {color: fill, borderColor: token.paper, borderWidth: 2},
        label: {show: true, color: cell.problem === null ? inkOn(fill) : token.fault, formatter: plot.cut(text, Math.max(3, Math.floor(cellWidth / 7)))},
      };
    }));
    option.series.push({type: 'custom', xAxisIndex: index, yAxisIndex: index, data, renderItem: (params, api) => cellShape(data[params.dataIndex], api)});
  }

  function cellShape(item, api) {
    const [centreX, centreY] = api.coord([item.value[0], item.value[1]]);
    const [wide, high] = api.size([1, 1]);
    return {
      type: 'rect',
      shape: {x: centreX - wide / 2, y: centreY - high / 2, width: wide, height: high, r: 3},
      style: {fill: item.itemStyle.color, stroke: item.itemStyle.borderColor, lineWidth: 2},
      textContent: {type: 'text', style: {text: item.label.formatter, fill: item.label.color, font: `12px ${theme.FONT}`}},
      textConfig: {position: 'inside'},
    };
  }

  function addLegend(option, token, all, measure, width, words) {
    const numbers = all.map((cell) => cell.value).filter(units.isNumber);
    if (numbers.length === 0 || words.length > 0) {
      return;
    }
    const {left} = option.grid[0];
    const size = Math.min(220, (width - left) / 2);
    option.graphic = [
      {type: 'rect', left, bottom: 8, shape: {width: size, height: 10}, style: {fill: {type: 'linear', x: 0, y: 0, x2: 1, y2: 0, colorStops: token.busy.map((color, i) => ({offset: i / 4, color}))}}},
      {type: 'text', left: left + size + 10, bottom: 6, style: {text: `${measure.name}: ${faultline.amount(measure.unit, Math.min(...numbers))} to ${faultline.amount(measure.unit, Math.max(...numbers))}`, fill: token.soft, font: `12px ${theme.FONT}`}},
    ];
  }

  function tipOf(result, measure, cell) {
    if (cell.rows.length === 0) {
      return plot.encode('not made');
    }
    const pairs = result.parameters.map((parameter, i) => [parameter.name, cell.rows[0].values[i]]);
    const seeds = cell.rows.length > 1
      ? [[`over ${cell.rows.length} seeds`, `${faultline.amount(measure.unit, cell.least)} to ${faultline.amount(measure.unit, cell.most)}`]]
      : [];
    return cell.problem === null
      ? plot.tip(`${measure.name} ${shown(measure, cell)}`, [...pairs, ...seeds])
      : `<div class="tip" style="max-width:420px;white-space:normal">${plot.encode(`impossible: ${plot.cut(cell.problem, 300)}`)}</div>`;
  }

  function height(result) {
    const [, down = ''] = result.axes.panels;
    const rows = valuesOf(result, down).length;
    return rows * (CELL * valuesOf(result, result.axes.y).length + HEAD + 26) + LEGEND;
  }

  faultline.heat = {options, height, panels, valuesOf, indexOf};
})(globalThis.faultline ??= {});
