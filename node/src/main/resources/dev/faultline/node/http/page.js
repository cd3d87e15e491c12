"use strict";

// Asks the node for its state once a second and shows what changed since the answer before.
const SAMPLES = 120;
const PERIOD_MILLIS = 1000;
const byId = (id) => document.getElementById(id);

window.addEventListener("error", (event) => {
  document.body.dataset.error = event.message;
});

function scaled(value, step, units) {
  let unit = 0;
  while (Math.abs(value) >= step && unit < units.length - 1) {
    value /= step;
    unit++;
  }
  const digits = value !== 0 && Math.abs(value) < 10 && (unit > 0 || value % 1 !== 0) ? 2 : value < 100 && unit > 0 ? 1 : 0;
  return value.toFixed(digits) + " " + units[unit];
}
const bytes = (value) => scaled(value, 1000, ["B", "kB", "MB", "GB", "TB", "PB", "EB"]);
const rate = (value) => bytes(value) + "/s";
const count = (value) => scaled(value, 1000, ["", "k", "M", "G"]).trim();
const time = (seconds) =>
  seconds == null ? "–" : seconds >= 1 ? seconds.toFixed(2) + " s" : scaled(seconds * 1e6, 1000, ["µs", "ms"]);

/** The latency that a share of the requests since the last sample stayed below. */
function percentile(bounds, counts, share) {
  const total = counts.reduce((sum, n) => sum + n, 0);
  if (total === 0) return null;
  let below = 0;
  for (let i = 0; i < counts.length; i++) {
    if (below + counts[i] >= share * total) {
      const low = i === 0 ? 0 : bounds[i - 1];
      const high = i < bounds.length ? bounds[i] : low;
      return low + ((share * total - below) / counts[i]) * (high - low);
    }
    below += counts[i];
  }
  return bounds[bounds.length - 1];
}

class Chart {
  constructor(element, names, format) {
    const colours = ["#2f7de1", "#e0762f", "#7fb3f5", "#f3b383"];
    this.element = element;
    this.data = [[], ...names.map(() => [])];
    this.plot = new uPlot(
      {
        width: element.clientWidth,
        height: 220,
        scales: { y: { range: (_, low, high) => [0, high > 0 ? high * 1.1 : 1] } },
        axes: [{ stroke: "#888" }, { stroke: "#888", size: 80, values: (_, ticks) => ticks.map(format) }],
        series: [
          {},
          ...names.map((label, i) => ({ label, stroke: colours[i], width: 2, value: (_, v) => (v == null ? "–" : format(v)) })),
        ],
      },
      this.data,
      element,
    );
    window.addEventListener("resize", () => this.plot.setSize({ width: element.clientWidth, height: 220 }));
  }

  add(seconds, values) {
    [seconds, ...values].forEach((value, i) => {
      this.data[i].push(value);
      if (this.data[i].length > SAMPLES) this.data[i].shift();
    });
    this.plot.setData(this.data);
  }
}

function showNode(status) {
  const node = status.description;
  byId("server").textContent = node.server;
  byId("description").textContent =
    `${bytes(node.sizeBytes)} at ${node.blockAddress}, ${node.code}, ${node.speed}` +
    (node.slowdown === 1 ? "" : `, time ${node.slowdown} times slower`) +
    (node.persistent ? "" : ", in memory");
  showHealth(status.health.status, status.health.reasons);
  byId("allocated").textContent = bytes(status.allocatedBytes);
  byId("size").textContent = "of " + bytes(node.sizeBytes);
  byId("connections").textContent = status.traffic.connections;
  byId("errors").textContent = count(status.traffic.errors) + " errors";
}

function showHealth(word, reasons) {
  const badge = byId("health");
  badge.textContent = word;
  badge.className = "badge " + word;
  byId("reasons").replaceChildren(
    ...reasons.map((reason) => {
      const item = document.createElement("li");
      item.textContent = reason;
      return item;
    }),
  );
}

function showDrives(drives) {
  byId("drives").replaceChildren(
    ...drives.map((drive) => {
      const row = document.createElement("tr");
      const state = drive.state === "slow" ? `slow ×${drive.slowness}` : drive.state;
      const cells = [
        drive.index, drive.model, state, drive.queueDepth,
        bytes(drive.readBytes), bytes(drive.writtenBytes), bytes(drive.usedBytes), drive.checksumErrors,
      ];
      row.append(
        ...cells.map((text) => {
          const cell = document.createElement("td");
          cell.textContent = text;
          return cell;
        }),
      );
      row.children[2].className = drive.state;
      return row;
    }),
  );
}

function showRebuild(status) {
  const rebuild = status.rebuild;
  byId("rebuild").value = rebuild.progress;
  byId("rebuildText").textContent =
    rebuild.active || rebuild.rowsTotal > 0
      ? `${rebuild.active ? "rebuilding" : "last rebuild"}: ${rebuild.rowsDone} of ${rebuild.rowsTotal} stripes, ` +
        `${bytes(rebuild.writtenBytes)} written, at most ${rate(rebuild.rateBytesPerSecond)}`
      : "nothing to rebuild";
  byId("redundancy").textContent =
    "Stripes that survive further erasures: " +
    status.redundancy.rowsByRedundancy.map((rows, r) => `${r}: ${rows}`).join(", ") +
    (status.redundancy.lostRows > 0 ? `; lost: ${status.redundancy.lostRows} (${bytes(status.redundancy.lostBytes)})` : "");
  byId("scrub").textContent =
    `Scrubber: ${status.scrub.passes} passes, ${status.scrub.rowsDone} of ${status.scrub.rowsTotal} stripes in this one, ` +
    `${status.scrub.stripsFound} wrong strips found, ${status.scrub.stripsMended} mended`;
}

const throughput = new Chart(byId("throughput"), ["read", "write"], rate);
const latency = new Chart(byId("latency"), ["read p50", "write p50", "read p99", "write p99"], time);

function showChange(before, now, seconds) {
  const per = (field) => Math.max(0, now.traffic[field] - before.traffic[field]) / seconds;
  byId("reads").textContent = count(per("reads")) + "/s";
  byId("readRate").textContent = rate(per("readBytes"));
  byId("writes").textContent = count(per("writes")) + "/s";
  byId("writeRate").textContent = rate(per("writtenBytes"));
  const at = Date.now() / 1000;
  throughput.add(at, [per("readBytes"), per("writtenBytes")]);

  const stage = (status, name) => status.stages.find((s) => s.name === name);
  const since = (name, share) => {
    const [old, current] = [stage(before, name), stage(now, name)];
    if (!current) return null;
    const counts = current.counts.map((n, i) => Math.max(0, n - (old ? old.counts[i] : 0)));
    return percentile(now.latencyBoundsSeconds, counts, share);
  };
  latency.add(at, [since("read", 0.5), since("write", 0.5), since("read", 0.99), since("write", 0.99)]);
}

let last = null;
let samples = 0;

async function sample() {
  try {
    const response = await fetch("/status", { signal: AbortSignal.timeout(5000) });
    const status = await response.json();
    const at = performance.now();
    showNode(status);
    showDrives(status.drives);
    showRebuild(status);
    if (last) showChange(last.status, status, (at - last.at) / 1000);
    last = { status, at };
    document.body.dataset.samples = ++samples;
  } catch (problem) {
    last = null;
    showHealth("unreachable", ["the node does not answer: " + problem.message]);
  }
  setTimeout(sample, PERIOD_MILLIS);
}

sample();
