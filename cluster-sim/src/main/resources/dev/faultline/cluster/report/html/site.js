/*
 * The parts of a site and their state through time. Nodes and drives are numbered over the whole
 * site, rack by rack, as the samples of load are.
 */
((faultline) => {
  'use strict';

  const STATES = ['works', 'slow', 'out', 'lost'];
  const SLOW = STATES.indexOf('slow');
  const PART = /^(domain|rack)\/(\d+)$|^node\/r(\d+)\/n(\d+)$|^drive\/r(\d+)\/n(\d+)\/d(\d+)$|^nic\/r(\d+)\/n(\d+)\/(\d+)$|^buffer\/r(\d+)\/n(\d+)\/b(\d+)$/;

  class Site {
    constructor(site) {
      this.given = site;
      this.racks = [];
      this.nodes = [];
      this.driveCount = 0;
      site.racks.forEach((rack, index) => this.#addRack(rack, index));
      this.domainCount = 1 + Math.max(-1, ...this.racks.map((rack) => rack.domain));
      this.samples = summed(site.samples);
      this.unplaced = [];
      this.changes = site.changes.flatMap((change) => this.#placed(change))
        .sort((a, b) => a.atSeconds - b.atSeconds);
    }

    #addRack(rack, index) {
      const firstNode = this.nodes.length;
      rack.nodes.forEach((run) => {
        for (let each = 0; each < run.nodes; each++) {
          this.nodes.push({
            rack: index,
            position: this.nodes.length - firstNode,
            run,
            firstDrive: this.driveCount,
            drives: run.drivesPerNode,
          });
          this.driveCount += run.drivesPerNode;
        }
      });
      this.racks.push({...rack, index, firstNode, nodeCount: this.nodes.length - firstNode});
    }

    /** A change with its part as kind and number; none when no such part is on the map. */
    #placed(change) {
      const part = this.find(change.part);
      const state = STATES.indexOf(change.state);
      if (!part || state < 0) {
        this.unplaced.push(change.part);
        return [];
      }
      return [{...change, ...part, state}];
    }

    find(name) {
      const match = PART.exec(name);
      if (!match) {
        return null;
      }
      if (match[1]) {
        const index = Number(match[2]);
        const end = match[1] === 'rack' ? this.racks.length : this.domainCount;
        return index < end ? {kind: match[1], index} : null;
      }
      const kind = match[3] ? 'node' : match[5] ? 'drive' : match[8] ? 'nic' : 'buffer';
      const node = this.#node(match[3] || match[5] || match[8] || match[11],
        match[4] || match[6] || match[9] || match[12]);
      if (!node) {
        return null;
      }
      if (kind === 'buffer') {
        return {kind, index: node.index, buffer: Number(match[13])};
      }
      if (kind !== 'drive') {
        return {kind, index: node.index};
      }
      return Number(match[7]) < node.drives
        ? {kind, index: node.firstDrive + Number(match[7])}
        : null;
    }

    #node(rackText, positionText) {
      const rack = this.racks[Number(rackText)];
      const position = Number(positionText);
      if (!rack || position >= rack.nodeCount) {
        return null;
      }
      const index = rack.firstNode + position;
      return {...this.nodes[index], index};
    }

    /**
     * State of every rack, node and drive at an instant: the worst of its own and its owners'. A node is
     * slow while any of its write-buffer drives is anything but well; `buffers` has those that a change
     * names, as [drive, state] by node.
     */
    statesAt(seconds) {
      const own = {
        domain: new Uint8Array(this.domainCount),
        rack: new Uint8Array(this.racks.length),
        node: new Uint8Array(this.nodes.length),
        nic: new Uint8Array(this.nodes.length),
        drive: new Uint8Array(this.driveCount),
        buffers: new Map(),
      };
      for (const change of this.changes) {
        if (change.atSeconds > seconds) {
          break;
        }
        if (change.kind === 'buffer') {
          setBuffer(own.buffers, change);
        } else {
          own[change.kind][change.index] = change.state;
        }
      }
      this.racks.forEach((rack) => {
        own.rack[rack.index] = Math.max(own.rack[rack.index], own.domain[rack.domain] || 0);
      });
      this.nodes.forEach((node, index) => {
        own.node[index] = Math.max(own.node[index], own.rack[node.rack]);
        for (let drive = node.firstDrive; drive < node.firstDrive + node.drives; drive++) {
          own.drive[drive] = Math.max(own.drive[drive], own.node[index]);
        }
        own.node[index] = Math.max(own.node[index], own.nic[index]);
      });
      own.buffers.forEach((drives, node) => {
        const well = drives.every(([, state]) => state === 0);
        own.node[node] = Math.max(own.node[node], well ? 0 : SLOW);
      });
      return own;
    }

    /** The sample that holds at an instant; null when there is none. */
    loadAt(seconds) {
      const index = faultline.series.indexAt(this.samples, seconds);
      return index < 0 ? null : this.samples[index];
    }
  }

  function setBuffer(buffers, {index, buffer, state}) {
    const others = (buffers.get(index) || []).filter(([drive]) => drive !== buffer);
    buffers.set(index, [...others, [buffer, state]].sort(([a], [b]) => a - b));
  }

  /** Samples come as bytes in base 64, each less the one before. */
  function summed(samples) {
    let before = null;
    return samples.map((sample) => {
      const drives = plus(unpacked(sample.driveBusy), before && before.drives);
      const nics = plus(unpacked(sample.nicBusy), before && before.nics);
      before = {atSeconds: sample.atSeconds, drives, nics};
      return before;
    });
  }

  function unpacked(text) {
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  }

  function plus(delta, before) {
    if (before) {
      for (let i = 0; i < Math.min(delta.length, before.length); i++) {
        delta[i] += before[i];
      }
    }
    return delta;
  }

  faultline.Site = Site;
  faultline.STATES = STATES;
})(globalThis.faultline ??= {});
