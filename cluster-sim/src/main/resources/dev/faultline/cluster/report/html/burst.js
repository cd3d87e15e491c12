/* The page of faultline burst: loss over failed drives and the racks they lie in. */
((faultline) => {
  'use strict';

  const {el, named, table} = faultline.dom;
  const {section, command, unknown} = faultline.parts;
  const {count, counted, percent} = faultline.units;

  const MOST_POWERS = 16;
  const CELL = 15;
  const HEAD = 12;
  const FOOT = 96;
  const DOT = 0.11;

  const probability = (value) => (value >= 0.001 || value === 0 ? percent(value) : value.toExponential(3));

  const HOW = {
    exact: 'exact, counted in whole numbers',
    computed: 'computed',
    sampled: 'sampled',
  };

  const interval = (cell) => (cell.how === 'sampled'
    ? `95 % within ${probability(cell.low)} and ${probability(cell.high)}, ${counted(cell.samples, 'burst')} drawn`
    : HOW[cell.how]);

  const verdict = (cell) => (cell.probability === 0 && cell.how !== 'sampled'
    ? 'no such burst loses data'
    : cell.probability === 0 ? `none seen, below ${probability(cell.high)}` : probability(cell.probability));

  const largest = (cells, what) => Math.max(...cells.map((cell) => cell[what]));

  /**
   * Powers of ten between which the colours lie: those of the least and the likeliest loss, and what
   * is far below the likeliest has the colour of the least.
   */
  function scale(cells) {
    const logs = cells.filter((cell) => cell.probability > 0).map((cell) => Math.log10(cell.probability));
    const to = logs.length === 0 ? 0 : Math.ceil(Math.max(...logs) - 1e-9) + 0;
    const least = logs.length === 0 ? -1 : Math.floor(Math.min(...logs));
    return {from: Math.max(to - MOST_POWERS, Math.min(to - 1, least)), to, cut: least < to - MOST_POWERS};
  }

  /** The likelier loss, the darker; what cannot lose has the colour of what is safe. */
  function colour(cell, {from, to}, token) {
    const dark = [...token.exposed].reverse();
    return cell.probability === 0
      ? token.safe
      : faultline.theme.between(dark, (Math.log10(cell.probability) - from) / (to - from));
  }

  function options(result, token, width) {
    const {cells} = result;
    const powers = scale(cells);
    const failures = largest(cells, 'failures');
    const racks = largest(cells, 'racks');
    const numbers = (end) => Array.from({length: end}, (_, i) => String(i + 1));
    const axis = (name, end) => ({
      type: 'category', data: numbers(end), name, nameLocation: 'middle',
      nameTextStyle: {color: token.soft}, axisTick: {show: false}, axisLine: {lineStyle: {color: token.soft}},
      axisLabel: {color: token.soft, hideOverlap: true},
    });
    const shape = (params, api) => {
      const cell = cells[params.dataIndex];
      const [x, y] = api.coord([cell.failures - 1, cell.racks - 1]);
      const [wide, high] = api.size([1, 1]);
      const size = Math.min(wide, high);
      const fill = colour(cell, powers, token);
      return {
        type: 'group',
        children: [
          {type: 'rect', shape: {x: x - wide / 2, y: y - high / 2, width: wide - 0.6, height: high - 0.6},
            style: {fill}},
          ...(cell.how === 'sampled'
            ? [{type: 'circle', shape: {cx: x, cy: y, r: Math.max(0.9, DOT * size)},
              style: {fill: 'rgba(0, 0, 0, 0.55)'}, silent: true}]
            : []),
        ],
      };
    };
    return {
      ...faultline.plot.frame(token, 'Probability of loss by drives that fail and racks they lie in.'),
      grid: {left: 58, right: 20, top: HEAD, bottom: FOOT},
      xAxis: {...axis('drives that fail at once', failures), nameGap: 26},
      yAxis: {...axis(`${result.place}s they lie in`, racks), nameGap: 38},
      tooltip: {
        ...faultline.plot.tipBox(token),
        trigger: 'item',
        formatter: (hit) => {
          const cell = cells[hit.dataIndex];
          return faultline.plot.tip(`${counted(cell.failures, 'drive')} in exactly ${counted(cell.racks, result.place)}`,
            [['loss', verdict(cell)], ['how known', interval(cell)]]);
        },
      },
      graphic: legend(powers, token, width),
      series: [{
        type: 'custom', renderItem: shape, progressive: 0,
        data: cells.map((cell) => [cell.failures - 1, cell.racks - 1, cell.probability]),
      }],
    };
  }

  /** A scale of powers of ten, and what the signs mean. */
  function legend({from, to, cut}, token, width) {
    const left = 58;
    const size = Math.min(320, width - left - 30);
    const dark = [...token.exposed].reverse();
    const text = (x, y, words) => ({type: 'text', left: x, bottom: y,
      style: {text: words, fill: token.soft, font: `12px ${faultline.theme.FONT}`}});
    const step = Math.max(1, Math.ceil((to - from) / Math.floor(size / 52)));
    const powers = Array.from({length: Math.floor((to - from) / step) + 1}, (_, i) => to - i * step);
    const words = (power) => `${cut && power === from ? '≤ ' : ''}${power === 0 ? '1' : `1e${power}`}`;
    return [
      {type: 'rect', left, bottom: 32, shape: {width: size, height: 11}, style: {fill: {type: 'linear', x: 0, y: 0, x2: 1,
        y2: 0, colorStops: dark.map((color, i) => ({offset: i / (dark.length - 1), color}))}}},
      ...powers.map((power) => text(left + (size * (power - from)) / (to - from) - 8, 14, words(power))),
      {type: 'rect', left: left + size + 34, bottom: 32, shape: {width: 11, height: 11}, style: {fill: token.safe}},
      text(left + size + 51, 30, 'none loses data'),
      {type: 'circle', left: left + size + 37, bottom: 16, shape: {r: 2}, style: {fill: token.ink}},
      text(left + size + 51, 12, 'sampled, not exact'),
    ];
  }

  /** Cells of the number of failures that was asked, by racks. */
  function asked(result) {
    const cells = result.cells.filter((cell) => cell.failures === result.asked.failures
      && (result.asked.racks === null || cell.racks === result.asked.racks));
    return cells.length === 0
      ? unknown('The burst that was asked is not among those known.')
      : table(`${counted(result.asked.failures, 'drive')} fail at once`, ['In exactly', 'Loss', 'How known'],
        cells.map((cell) => [counted(cell.racks, result.place), verdict(cell), interval(cell)]));
  }

  function sentence(result) {
    const {cells} = result;
    const sampled = cells.filter((cell) => cell.how === 'sampled').length;
    const known = sampled === 0
      ? 'All are exact or computed.'
      : `${count(sampled)} of them are sampled, with an interval.`;
    return `${counted(cells.length, 'kind')} of burst, by how many drives fail and in exactly how many ${result.place}s, every such `
      + `set of drives equally likely. ${known}${result.complete ? '' : ' The map is not complete: it was interrupted.'}`;
  }

  faultline.burst = {scale, verdict, interval, sentence};

  faultline.shell.begin(({result, command: given}, page) => {
    page.append(
      el('section', {class: 'answer', 'aria-label': 'The question'},
        el('h2', {}, result.name === null ? 'Many drives fail at once' : named(result.name)),
        el('p', {}, `${result.layout}. ${sentence(result)}`)),
      section('burst-map', `Loss by failed drives and ${result.place}s`,
        'The darker, the likelier is loss of data, on a scale of powers of ten. Point at a cell to see its '
          + 'probability and how it is known. There are no cells where more places are hit than drives fail.',
        result.cells.length === 0
          ? unknown('No burst is known.')
          : faultline.parts.chart('burst', (token, width) => options(result, token, width),
            {height: (width) => HEAD + FOOT + largest(result.cells, 'racks')
              * Math.max(6, Math.min(CELL, (width - 80) / largest(result.cells, 'failures')))})),
      section('burst-asked', 'The burst that was asked', 'As the command printed it.', asked(result)),
      section('inputs', 'How to repeat it', 'The same command gives the same numbers, on any number of cores.',
        command(given)));
  });
})(globalThis.faultline ??= {});
