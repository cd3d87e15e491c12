/*
 * Where every rack, node and drive lies on the map, in pixels. A rack is a block of nodes, a node a
 * row of cells: its NICs first, then its drives. Of all ways to fold racks into lines and nodes into
 * columns, the one with the largest cells is taken.
 */
((faultline) => {
  'use strict';

  const MOST_CELL = 22;
  const TALLEST = 1.5;
  const GAP = 1.4;
  const NIC_GAP = 0.5;
  const HEAD_PIXELS = 17;
  const LINE_GAP_PIXELS = 8;

  /** Cell width and height for one way to fold; null when it does not fit at all. */
  function cellFor(fold, size) {
    const lines = Math.ceil(size.racks / fold.racksPerLine);
    const units = fold.columns * (size.cells + NIC_GAP + GAP / 2) + GAP;
    const width = size.width / (fold.racksPerLine * units);
    const rows = Math.ceil(size.nodes / fold.columns);
    const height = (size.height - lines * (HEAD_PIXELS + LINE_GAP_PIXELS)) / (lines * rows);
    if (height <= 0) {
      return null;
    }
    const cell = Math.min(MOST_CELL, width, height);
    return {...fold, cell, width: cell, height: Math.min(height, TALLEST * cell), units, rows};
  }

  function bestFold(size) {
    let best = null;
    const most = Math.min(size.racks, 80);
    for (let racksPerLine = 1; racksPerLine <= most; racksPerLine++) {
      for (let columns = 1; columns <= Math.min(size.nodes, 40); columns++) {
        const fold = cellFor({racksPerLine, columns}, size);
        if (fold && (!best || fold.width * fold.height >= best.width * best.height)) {
          best = fold;
        }
      }
    }
    return best || cellFor({racksPerLine: most, columns: 1}, {...size, height: 4 * size.height});
  }

  /**
   * @param site a Site
   * @returns {racks: [{x, y, width, height}], nodes: Float32Array of x, y, drives: the same, cell,
   *     width, height}: centres of cells, and the size of it all
   */
  function mapLayout(site, width, height) {
    const size = {
      width,
      height,
      racks: site.racks.length,
      nodes: Math.max(1, ...site.racks.map((rack) => rack.nodeCount)),
      cells: 1 + Math.max(0, ...site.nodes.map((node) => node.drives)),
    };
    const fold = bestFold(size);
    const layout = {
      cell: [fold.width, fold.height],
      columns: fold.columns,
      columnWidth: (size.cells + NIC_GAP + GAP / 2) * fold.width,
      nicGap: NIC_GAP * fold.width,
      racks: [],
      nodes: new Float32Array(2 * site.nodes.length),
      drives: new Float32Array(2 * site.driveCount),
    };
    const lineHeight = HEAD_PIXELS + LINE_GAP_PIXELS + fold.rows * fold.height;
    const blockWidth = fold.units * fold.width;
    site.racks.forEach((rack, index) => {
      layout.racks.push({
        x: (index % fold.racksPerLine) * blockWidth,
        y: Math.floor(index / fold.racksPerLine) * lineHeight,
        width: blockWidth - GAP * fold.width,
        height: lineHeight - LINE_GAP_PIXELS,
      });
    });
    site.nodes.forEach((node, index) => placeNode(layout, node, index));
    const lines = Math.ceil(site.racks.length / fold.racksPerLine);
    return {...layout, width, height: Math.ceil(lines * lineHeight)};
  }

  function placeNode(layout, node, index) {
    const [width, height] = layout.cell;
    const rack = layout.racks[node.rack];
    const x = rack.x + (node.position % layout.columns) * layout.columnWidth + width / 2;
    const y = rack.y + HEAD_PIXELS + (Math.floor(node.position / layout.columns) + 0.5) * height;
    layout.nodes[2 * index] = x;
    layout.nodes[2 * index + 1] = y;
    for (let drive = 0; drive < node.drives; drive++) {
      const at = 2 * (node.firstDrive + drive);
      layout.drives[at] = x + layout.nicGap + (drive + 1) * width;
      layout.drives[at + 1] = y;
    }
  }

  /** The part under a point of the map: {rack, node?, drive?}, numbered over the site; or null. */
  function partAt(layout, site, x, y) {
    const rack = layout.racks.findIndex((block) => x >= block.x && x <= block.x + block.width
      && y >= block.y && y <= block.y + block.height);
    if (rack < 0) {
      return null;
    }
    const [width, height] = layout.cell;
    const block = layout.racks[rack];
    const row = Math.floor((y - block.y - HEAD_PIXELS) / height);
    const column = Math.floor((x - block.x) / layout.columnWidth);
    const position = row * layout.columns + column;
    if (row < 0 || column >= layout.columns || position >= site.racks[rack].nodeCount) {
      return {rack};
    }
    const node = site.racks[rack].firstNode + position;
    const offset = x - block.x - column * layout.columnWidth;
    const drive = Math.floor((offset - width - layout.nicGap) / width);
    return drive >= 0 && drive < site.nodes[node].drives
      ? {rack, node, drive: site.nodes[node].firstDrive + drive}
      : {rack, node};
  }

  faultline.layout = {mapLayout, partAt, HEAD_PIXELS};
})(globalThis.faultline ??= {});
