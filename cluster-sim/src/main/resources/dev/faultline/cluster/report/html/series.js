/* What the charts need to know about histories, without knowing how they are drawn. */
((faultline) => {
  'use strict';

  const TICKS = [
    0.001, 0.01, 0.1, 1, 2, 5, 10, 30, 60, 120, 300, 600, 1800, 3600, 2 * 3600, 3 * 3600, 4 * 3600,
    6 * 3600, 12 * 3600, 86400, 2 * 86400, 7 * 86400, 14 * 86400, 30 * 86400, 90 * 86400,
    182.5 * 86400, 365 * 86400, 730 * 86400, 1825 * 86400,
  ];

  /** The last index whose instant is not after the one asked for; -1 when there is none. */
  function indexAt(points, seconds) {
    let low = 0;
    let high = points.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (points[middle].atSeconds <= seconds) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low - 1;
  }

  /** What holds at an instant; null before the first point. */
  function valueAt(points, seconds) {
    const index = indexAt(points, seconds);
    return index < 0 ? null : points[index].value;
  }

  /**
   * Pairs for a stepped line that goes on to the end; what is unknown leaves a gap. Each value is
   * repeated soon after it begins, as ECharts joins points less than two pixels apart, and a low
   * step would become a long slope.
   */
  function steps(points, endSeconds, valueOf = (point) => point.value) {
    const soon = endSeconds / 300;
    return points.flatMap((point, i) => {
      const given = valueOf(point);
      const value = faultline.units.isNumber(given) ? given : null;
      const next = i + 1 < points.length ? points[i + 1].atSeconds : endSeconds;
      const pairs = [[point.atSeconds, value]];
      if (point.atSeconds + soon < next) {
        pairs.push([point.atSeconds + soon, value]);
      }
      if (i + 1 === points.length && point.atSeconds < endSeconds) {
        pairs.push([endSeconds, value]);
      }
      return pairs;
    });
  }

  /** One series that at every instant is the sum of several. */
  function sum(several) {
    const instants = [...new Set(several.flatMap((points) => points.map((p) => p.atSeconds)))];
    return instants.sort((a, b) => a - b).map((atSeconds) => ({
      atSeconds,
      value: several.reduce((total, points) => total + (valueAt(points, atSeconds) || 0), 0),
    }));
  }

  const largest = (points) => points.reduce((most, point) => Math.max(most, point.value || 0), 0);

  /** Seconds between marks on an axis so long, at most so many of them. */
  function tickSeconds(spanSeconds, most = 12) {
    return TICKS.find((tick) => spanSeconds / tick <= most) || TICKS[TICKS.length - 1];
  }

  /** Faults so close on the axis that their marks would overlap become one mark. */
  function faultMarks(faults, spanSeconds, nearest = 0.025) {
    const marks = [];
    faults.map((fault, index) => ({fault, number: index + 1}))
      .sort((a, b) => a.fault.atSeconds - b.fault.atSeconds)
      .forEach(({fault, number}) => {
        const last = marks[marks.length - 1];
        if (last && fault.atSeconds - last.atSeconds < nearest * spanSeconds) {
          last.numbers.push(number);
        } else {
          marks.push({atSeconds: fault.atSeconds, numbers: [number]});
        }
      });
    return marks.map((mark) => ({...mark, label: numbersInShort(mark.numbers)}));
  }

  function numbersInShort(numbers) {
    const first = Math.min(...numbers);
    const last = Math.max(...numbers);
    return first === last ? String(first) : `${first}–${last}`;
  }

  /**
   * Flows without a circle, which a Sankey diagram cannot draw: a station that bytes come back to
   * stands there a second time. Returns stations {id, name} and links {source, target, path}.
   */
  function withoutCircles(paths) {
    const stations = new Map();
    const links = [];
    const reaches = (from, to) => from === to
      || links.some((link) => link.source === from && reaches(link.target, to));
    const station = (name, turn) => {
      const id = turn === 0 ? name : `${name} (again${turn > 1 ? ` ${turn}` : ''})`;
      stations.set(id, {id, name});
      return id;
    };
    paths.forEach((path) => {
      const source = station(path.from, 0);
      let turn = 0;
      let target = station(path.to, turn);
      while (reaches(target, source)) {
        turn++;
        target = station(path.to, turn);
      }
      links.push({source, target, path});
    });
    const used = new Set(links.flatMap((link) => [link.source, link.target]));
    return {stations: [...stations.values()].filter((each) => used.has(each.id)), links};
  }

  /** Neighbours that are alike, as {first, last, value}. */
  function alike(values, key) {
    const runs = [];
    values.forEach((value, index) => {
      const last = runs[runs.length - 1];
      if (last && last.key === key(value)) {
        last.last = index;
      } else {
        runs.push({first: index, last: index, value, key: key(value)});
      }
    });
    return runs;
  }

  faultline.series = {
    indexAt, valueAt, steps, sum, largest, tickSeconds, faultMarks, withoutCircles, alike,
  };
})(globalThis.faultline ??= {});
