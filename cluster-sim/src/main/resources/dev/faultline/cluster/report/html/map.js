/*
 * The map of the site at an instant. Cells are scatter series in ECharts' large mode, one for each
 * look a part can have, so that moving through time means handing over a few arrays.
 */
((faultline) => {
  'use strict';

  const {percent, duration} = faultline.units;
  const BUSY_CLASSES = 5;
  /** Large series must not be empty; this cell is on no map. */
  const NOWHERE = [[-99, -99]];
  const GLYPHS = ['', '!', '○', '✕'];

  const mapHeight = (width) => (width < 700 ? 700 : Math.min(560, width * 0.5));

  class SiteMap {
    constructor(host, result) {
      this.site = new faultline.Site(result.site);
      this.noun = result.site.domainKind === 'provider' ? 'domain' : 'rack';
      this.seconds = 0;
      this.canvas = document.createElement('div');
      this.canvas.className = 'map-canvas';
      this.canvas.tabIndex = 0;
      this.canvas.setAttribute('role', 'application');
      this.canvas.setAttribute('aria-label',
        'Map of the site. Arrow keys move from part to part and say what each is.');
      this.tip = document.createElement('div');
      this.tip.className = 'map-tip';
      this.tip.setAttribute('role', 'status');
      this.tip.hidden = true;
      host.append(this.canvas, this.tip);
      this.drawing = new faultline.drawing.Drawing('map', this.canvas,
        (token, width) => this.#options(token, width),
        {height: (width) => this.#layOut(width).height});
      this.#listen();
    }

    #layOut(width) {
      if (!this.layout || this.layout.width !== width) {
        this.layout = faultline.layout.mapLayout(this.site, width, mapHeight(width));
      }
      return this.layout;
    }

    #options(token, width) {
      const layout = this.#layOut(width);
      const [wide, tall] = layout.cell;
      const gap = wide > 6 ? 1.5 : wide > 3 ? 0.8 : 0.3;
      const size = [Math.max(0.8, wide - gap), Math.max(0.8, tall - gap)];
      const cells = (id, itemStyle, symbol = 'rect', symbolSize = size) => ({
        id, type: 'scatter', large: true, largeThreshold: 0, symbol, symbolSize, itemStyle,
        silent: true, data: NOWHERE, z: 3,
      });
      const small = Math.max(2, Math.min(...size));
      return {
        animation: false,
        aria: {enabled: false},
        grid: {left: 0, right: 0, top: 0, bottom: 0},
        xAxis: {type: 'value', min: 0, max: layout.width, show: false},
        yAxis: {type: 'value', min: 0, max: layout.height, inverse: true, show: false},
        series: [
          this.#frames(token),
          ...token.busy.map((color, i) => cells(`busy${i}`, {color, opacity: 1})),
          cells('unknown', {color: token.faint, opacity: 1}),
          cells('slow', {color: token.slow, opacity: 1}),
          cells('slow-mark', {color: '#000', opacity: 1}, 'triangle', [small * 0.6, small * 0.6]),
          cells('out', {color: token.unavailable, opacity: 1}),
          cells('out-mark', {color: token.paper, opacity: 1}, 'rect', size.map((s) => s * 0.5)),
          cells('lost', {color: token.fault, opacity: 1}),
          cells('lost-mark', {color: '#000', opacity: 1}, 'diamond', [small * 0.66, small * 0.66]),
          {
            id: 'cursor', type: 'scatter', silent: true, data: [], z: 9, symbol: 'rect',
            symbolSize: [wide + 3, tall + 3],
            itemStyle: {color: 'transparent', borderColor: token.ink, borderWidth: 2},
          },
        ].map((series) => ({...series, ...this.#dataOf(series.id, this.#cellsNow())})),
      };
    }

    #dataOf(id, cells) {
      return id in cells ? {data: cells[id]} : {};
    }

    /** A frame and a number for each rack, and a glyph when all of it is not well. */
    #frames(token) {
      const {layout} = this;
      const every = Math.max(1, Math.ceil(22 / Math.max(1, layout.racks[0]?.width || 22)));
      const states = this.site.statesAt(this.seconds).rack;
      return {
        id: 'frames',
        type: 'custom',
        silent: true,
        z: 1,
        data: layout.racks.map((_, index) => [index, states[index]]),
        encode: {x: -1, y: -1},
        renderItem: (params, api) => {
          const index = params.dataIndex;
          const block = layout.racks[index];
          const state = api.value(1);
          const words = block.width > 64 ? `${this.noun} ${index}` : String(index);
          return {
            type: 'group',
            x: block.x,
            y: block.y,
            children: [{
              type: 'rect',
              shape: {
                x: -2, y: faultline.layout.HEAD_PIXELS - 2, width: block.width + 4,
                height: block.height - faultline.layout.HEAD_PIXELS + 3, r: 2,
              },
              style: {fill: 'transparent', stroke: state ? token.fault : token.faint, lineWidth: 1},
            }, {
              type: 'text',
              ignore: index % every !== 0 && state === 0,
              style: {
                y: 3,
                text: state ? `${words} ${GLYPHS[state]}` : words,
                fill: state ? token.fault : token.soft,
                fontSize: 11,
                verticalAlign: 'top',
                fontWeight: state ? 'bold' : 'normal',
                fontFamily: faultline.theme.FONT,
              },
            }],
          };
        },
      };
    }

    /** Coordinates of all cells, sorted by how they look. */
    #cellsNow() {
      if (this.cells && this.cells.seconds === this.seconds && this.cells.layout === this.layout) {
        return this.cells.lists;
      }
      const states = this.site.statesAt(this.seconds);
      const load = this.site.loadAt(this.seconds);
      const lists = {unknown: [], slow: [], out: [], lost: []};
      for (let i = 0; i < BUSY_CLASSES; i++) {
        lists[`busy${i}`] = [];
      }
      const sort = (at, state, busy) => {
        for (let i = 0; i < state.length; i++) {
          const list = lists[lookOf(state[i], busy ? busy[i] : null)];
          list.push([at[2 * i], at[2 * i + 1]]);
        }
      };
      sort(this.layout.drives, states.drive, load && load.drives);
      sort(this.layout.nodes, states.node, load && load.nics);
      Object.keys(lists).filter((look) => lists[look].length === 0).forEach((look) => {
        lists[look] = NOWHERE;
      });
      ['slow', 'out', 'lost'].forEach((look) => {
        lists[`${look}-mark`] = lists[look];
      });
      this.cells = {seconds: this.seconds, layout: this.layout, lists};
      return lists;
    }

    showTime(seconds) {
      this.seconds = seconds;
      if (!this.drawing.chart) {
        return;
      }
      const lists = this.#cellsNow();
      const states = this.site.statesAt(seconds).rack;
      this.drawing.chart.setOption({
        series: [
          {id: 'frames', data: this.layout.racks.map((_, index) => [index, states[index]])},
          ...Object.entries(lists).map(([id, data]) => ({id, data})),
        ],
      }, {lazyUpdate: true});
      this.#refreshTip();
    }

    /** How many drives are in each state, by its name. */
    driveCounts() {
      const counts = {works: 0, slow: 0, out: 0, lost: 0};
      this.site.statesAt(this.seconds).drive.forEach((state) => {
        counts[faultline.STATES[state]]++;
      });
      return counts;
    }

    #listen() {
      this.canvas.addEventListener('mousemove', (event) => {
        const box = this.canvas.getBoundingClientRect();
        this.#point(event.clientX - box.left, event.clientY - box.top);
      });
      this.canvas.addEventListener('mouseleave', () => this.#leave());
      this.canvas.addEventListener('blur', () => this.#leave());
      this.canvas.addEventListener('keydown', (event) => this.#key(event));
    }

    #key(event) {
      const moves = {ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1]};
      const move = moves[event.key];
      if (event.key === 'Escape') {
        this.#leave();
      }
      if (!move || !this.layout) {
        return;
      }
      event.preventDefault();
      const [wide, tall] = this.layout.cell;
      let [x, y] = this.at || [this.layout.nodes[0] - move[0] * wide, this.layout.nodes[1] - move[1] * tall];
      for (let tries = 0; tries < 400; tries++) {
        x += move[0] * wide * 0.5;
        y += move[1] * tall * 0.5;
        const part = faultline.layout.partAt(this.layout, this.site, x, y);
        if (part && part.node !== undefined && !same(part, this.part)) {
          this.#point(x, y);
          return;
        }
      }
    }

    #point(x, y) {
      if (!this.layout) {
        return;
      }
      this.at = [x, y];
      const part = faultline.layout.partAt(this.layout, this.site, x, y);
      if (!part) {
        this.#leave();
        return;
      }
      if (same(part, this.part)) {
        return;
      }
      this.part = part;
      this.#refreshTip();
      this.#placeTip(x, y);
    }

    #leave() {
      this.part = null;
      this.at = null;
      this.tip.hidden = true;
      this.#cursor([]);
    }

    #cursor(data) {
      if (this.drawing.chart) {
        this.drawing.chart.setOption({series: [{id: 'cursor', data}]});
      }
    }

    #refreshTip() {
      if (!this.part) {
        return;
      }
      this.tip.replaceChildren(...this.describe(this.part).map((line, i) => {
        const row = document.createElement(i === 0 ? 'b' : 'div');
        row.textContent = line;
        return row;
      }));
      this.tip.hidden = false;
      const {part, layout} = this;
      const [list, index] = part.drive === undefined
        ? [layout.nodes, part.node]
        : [layout.drives, part.drive];
      this.#cursor(index === undefined ? [] : [[list[2 * index], list[2 * index + 1]]]);
    }

    #placeTip(x, y) {
      const host = this.canvas.offsetWidth;
      const wide = this.tip.offsetWidth;
      this.tip.style.left = `${Math.max(0, Math.min(host - wide, x + 16))}px`;
      this.tip.style.top = `${y + 18}px`;
    }

    /** Lines about a part: its name, what it is, its state, its load. */
    describe(part) {
      const {site} = this;
      const states = site.statesAt(this.seconds);
      const load = site.loadAt(this.seconds);
      const rack = site.racks[part.rack];
      if (part.node === undefined) {
        const drives = rack.nodes.reduce((sum, run) => sum + run.nodes * run.drivesPerNode, 0);
        return [
          `${this.noun} ${part.rack}`,
          `${rack.nodeCount} nodes, ${drives} drives, failure domain ${rack.domain}`,
          this.#state('rack', part.rack, states.rack[part.rack]),
        ];
      }
      const node = site.nodes[part.node];
      const what = `${faultline.plot.cut(node.run.kind, 50)} (${faultline.plot.cut(node.run.group, 50)})`;
      if (part.drive === undefined) {
        return [
          `node r${part.rack}/n${node.position}`,
          `${what}, ${node.drives} drives`,
          this.#state('node', part.node, states.node[part.node]),
          `NICs ${load ? percent(load.nics[part.node] / 100) : 'unknown'} busy`,
          ...(states.buffers.get(part.node) || []).filter(([, state]) => state > 0)
            .map(([drive, state]) => `write-buffer drive b${drive} ${faultline.STATES[state]}`),
        ];
      }
      return [
        `drive r${part.rack}/n${node.position}/d${part.drive - node.firstDrive}`,
        `in ${what}`,
        this.#state('drive', part.drive, states.drive[part.drive]),
        `media ${load ? percent(load.drives[part.drive] / 100) : 'unknown'} busy`,
      ];
    }

    /** The state, and since when where the part itself changed last. */
    #state(kind, index, state) {
      const {site} = this;
      const last = site.changes.filter((change) => change.atSeconds <= this.seconds
        && this.#concerns(change, kind, index)
        && (change.kind === 'buffer' ? change.state > 0 && faultline.STATES[state] === 'slow' : change.state === state))
        .pop();
      const name = faultline.STATES[state];
      return last && state > 0 ? `${name} since ${duration(last.atSeconds)}` : name;
    }

    #concerns(change, kind, index) {
      const {site} = this;
      const node = kind === 'node'
        ? index
        : kind === 'drive'
          ? site.nodes.findIndex((each) => index >= each.firstDrive
            && index < each.firstDrive + each.drives)
          : -1;
      const rack = node < 0 ? index : site.nodes[node].rack;
      return (change.kind === kind && change.index === index)
        || ((change.kind === 'node' || change.kind === 'nic') && change.index === node)
        || (kind === 'node' && change.kind === 'buffer' && change.index === node)
        || (change.kind === 'rack' && change.index === rack)
        || (change.kind === 'domain' && change.index === site.racks[rack].domain);
    }
  }

  function lookOf(state, busy) {
    if (state > 0) {
      return faultline.STATES[state];
    }
    return busy === null || busy === undefined
      ? 'unknown'
      : `busy${Math.min(BUSY_CLASSES - 1, Math.floor((busy * BUSY_CLASSES) / 100))}`;
  }

  const same = (a, b) => Boolean(a && b) && a.rack === b.rack && a.node === b.node && a.drive === b.drive;

  faultline.SiteMap = SiteMap;
})(globalThis.faultline ??= {});
