/* What the page says in sentences. */
((faultline) => {
  'use strict';

  const {bytes, rate, watts, percent, duration, count, counted, UNKNOWN} = faultline.units;

  function proposal(result) {
    const {cluster, protection, capacity} = result;
    const places = cluster.racks === null
      ? `${counted(cluster.failureDomains, 'failure domain')} (racks unknown)`
      : `${counted(cluster.racks, 'rack')} and ${counted(cluster.failureDomains, 'failure domain')}`;
    const and = protection.toleratesDrives > 0
      ? ` and ${counted(protection.toleratesDrives, 'drive')} besides`
      : '';
    const updates = protection.toleratesUpdateDomains > 0
      ? `, ${counted(protection.toleratesUpdateDomains, 'update domain')}`
      : '';
    return `${counted(cluster.nodes, 'node')} with ${counted(cluster.drives, 'drive')} in ${places}. `
      + `Erasure code ${protection.code}: promised to survive `
      + `${counted(protection.toleratesDomains, 'failure domain')}${updates}${and}. `
      + `${bytes(capacity.usableBytes)} usable, ${bytes(capacity.storedBytes)} stored in this run.`;
  }

  function fault(each) {
    const until = each.untilSeconds === null ? '' : ` until ${duration(each.untilSeconds)}`;
    return `\u2068${each.what}\u2069 at ${duration(each.atSeconds)}${until}`;
  }

  function lost(result, most = 3) {
    const {faults} = result;
    const visits = maintained(result.maintenance);
    if (faults.length === 0) {
      return visits || 'Nothing was taken away.';
    }
    const first = faults.slice(0, most).map(fault).join('; ');
    const more = faults.length > most ? `; and ${count(faults.length - most)} more` : '';
    return `What happened: ${first}${more}.${visits && ` ${visits}`}`;
  }

  /** What a platform's maintenance was about; empty without any. */
  function maintained(maintenance) {
    if (!maintenance) {
      return '';
    }
    const by = (who) => maintenance.calendar.filter((visit) => visit.by === who).length;
    return `Maintenance was announced ${counted(maintenance.calendar.length, 'time')}, policy ${maintenance.policy}: `
      + `${count(by('operator'))} let go by the operator, ${count(by('migration'))} moved to new VMs, `
      + `${count(by('platform'))} taken by the platform.`;
  }

  function outcome(result) {
    const {rebuild, loss, redundancy} = result;
    const sentences = [];
    sentences.push(loss.bytes > 0
      ? `${bytes(loss.bytes)} of users' data were lost, in ${counted(loss.groups, 'placement group')}.`
      : 'No data was lost.');
    if (loss.unavailableBytes > 0) {
      sentences.push(`Up to ${bytes(loss.unavailableBytes)} could not be read for `
        + `${duration(loss.unavailableSeconds)}, and came back.`);
    }
    if (rebuild.bytes > 0) {
      sentences.push(`${bytes(rebuild.bytes)} were re-created in ${duration(rebuild.seconds)}.`);
    }
    if (!rebuild.finished) {
      sentences.push(`The rebuild was not finished at the end${
        rebuild.unrestoredBytes > 0 ? `: ${bytes(rebuild.unrestoredBytes)} are left` : ''}.`);
    }
    if (rebuild.missing !== null) {
      sentences.push(`Missing: ${rebuild.missing}.`);
    }
    sentences.push(redundancy.minimum < 0
      ? 'At the worst moment some data could not be read.'
      : `At the worst moment every stripe would have survived ${
        redundancy.minimum === 0 ? 'no further loss' : `${redundancy.minimum} more`}.`);
    return sentences.join(' ');
  }

  function survives(remaining) {
    return remaining.length === 0
      ? 'At the end the cluster survives nothing more.'
      : `At the end it survives ${remaining.map(oneOf).join(', or ')}.`;
  }

  function oneOf({domains, drives}) {
    const parts = [];
    if (domains > 0) {
      parts.push(counted(domains, 'failure domain'));
    }
    if (drives > 0 || domains === 0) {
      parts.push(counted(drives, 'drive'));
    }
    return parts.join(' and ');
  }

  /** The tiles: name, value, and what it rests on. */
  function tiles(result) {
    const {capacity, throughput, density, rebuild, loss, protection} = result;
    return [
      ['Usable', bytes(capacity.usableBytes),
        `of ${bytes(capacity.rawBytes)} raw; the code keeps ${percent(protection.efficiency)}`],
      ['Reads', rate(throughput.readBytesPerSecond),
        `bound by ${throughput.readBottleneck}; ${percent(throughput.readShareOfLineRate)} of line rate`],
      ['Writes', rate(throughput.writeBytesPerSecond),
        `bound by ${throughput.writeBottleneck}; bursts ${rate(throughput.burstWriteBytesPerSecond)} ${
          throughput.burstSeconds === null ? 'for ever' : `for ${duration(throughput.burstSeconds)}`}`],
      ['Usable per MW', bytes(density.usableBytesPerMegawatt),
        density.provisionedWatts === null
          ? 'power unknown'
          : `${watts(density.provisionedWatts)} provisioned`],
      rebuildTile(rebuild),
      ['Data lost', loss.bytes > 0 ? bytes(loss.bytes) : 'none',
        loss.unavailableBytes > 0
          ? `${bytes(loss.unavailableBytes)} unavailable for ${duration(loss.unavailableSeconds)}`
          : 'and none unavailable'],
    ];
  }

  function rebuildTile(rebuild) {
    if (!(rebuild.seconds > 0)) {
      return ['Rebuild', 'none', 'nothing had to be re-created'];
    }
    const bound = rebuild.bottleneck === null ? UNKNOWN : rebuild.bottleneck;
    return ['Rebuild', duration(rebuild.seconds),
      `${rebuild.finished ? '' : 'not finished; '}at best ${duration(rebuild.lowerBoundSeconds)}; `
        + `bound by ${bound}`];
  }

  const expectations = (result) => {
    const held = result.expectations.filter((each) => each.holds).length;
    return result.expectations.length === 0
      ? 'The scenario expects nothing.'
      : `${held} of ${counted(result.expectations.length, 'expectation')} hold.`;
  };

  /** How a redundancy is called. */
  function redundancyName(more, highest) {
    if (more === 0) {
      return 'survives no more';
    }
    return more === highest ? `survives ${more} more (all)` : `survives ${more} more`;
  }

  faultline.words = {
    proposal, lost, outcome, survives, tiles, expectations, fault, redundancyName,
  };
})(globalThis.faultline ??= {});
