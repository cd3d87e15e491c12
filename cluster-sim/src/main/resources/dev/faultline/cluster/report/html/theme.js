/*
 * Colours and patterns of the charts. The colours stand in style.css, for light and dark; hues are
 * those of Okabe and Ito, which people with colour blindness tell apart. What matters also differs
 * in pattern, line or glyph.
 */
((faultline) => {
  'use strict';

  const FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif';

  /** A colour of style.css as the browser resolves it now. */
  function colour(name) {
    const probe = document.createElement('span');
    probe.style.color = `var(--${name})`;
    document.body.append(probe);
    const resolved = getComputedStyle(probe).color;
    probe.remove();
    return resolved;
  }

  /** All that charts use, read afresh: the scheme may have changed. */
  function tokens() {
    const names = (prefix, count) => Array.from({length: count}, (_, i) => colour(`${prefix}-${i}`));
    return {
      ink: colour('ink'),
      soft: colour('ink-soft'),
      faint: colour('line'),
      paper: colour('panel'),
      fault: colour('fault'),
      rebuild: colour('rebuild'),
      limit: colour('fault'),
      loads: names('load', 6),
      busy: names('busy', 5),
      exposed: names('exposed', 4),
      safe: colour('safe'),
      unavailable: colour('unavailable'),
      lost: colour('lost'),
      slow: colour('slow'),
    };
  }

  /** Diagonal lines: the nearer to loss (from 0 to 1), the denser; neighbours lean the other way. */
  function hatch(nearness, ink, leansLeft = false) {
    return {
      symbol: 'rect',
      color: ink,
      dashArrayX: [1, 0],
      dashArrayY: [1 + nearness, 12 - 9 * nearness],
      rotation: leansLeft ? -Math.PI / 4 : Math.PI / 4,
    };
  }

  const dots = (ink) => ({symbol: 'circle', symbolSize: 0.7, color: ink, dashArrayX: [[6, 6], [0, 6, 6, 0]], dashArrayY: [5, 0]});

  const crosses = (ink) => ({
    symbol: 'path://M0,1L1,0L5,4L9,0L10,1L6,5L10,9L9,10L5,6L1,10L0,9L4,5Z',
    symbolSize: 0.9,
    color: ink,
    dashArrayX: [9, 3],
    dashArrayY: [9, 3],
  });

  /** Between colours that stand at equal distances from 0 to 1. */
  function between(colours, share) {
    const at = Math.min(Math.max(share, 0), 1) * (colours.length - 1);
    const left = Math.min(Math.floor(at), colours.length - 2);
    const parts = (colour) => colour.match(/[\d.]+/g).slice(0, 3).map(Number);
    const to = parts(colours[left + 1]);
    return `rgb(${parts(colours[left]).map((part, i) =>
      Math.round(part + (to[i] - part) * (at - left))).join(', ')})`;
  }

  /** Colour and pattern for each redundancy from 0 to the highest, which is safe. */
  function redundancyStyles(highest, token) {
    return Array.from({length: highest + 1}, (_, more) => {
      if (more === highest) {
        return {color: token.safe, decal: null};
      }
      const share = highest === 1 ? 0 : more / (highest - 1);
      return {
        color: between(token.exposed, share),
        decal: hatch(1 - share, 'rgba(0, 0, 0, 0.42)', more % 2 === 1),
      };
    });
  }

  faultline.theme = {FONT, tokens, between, dots, crosses, redundancyStyles};
})(globalThis.faultline ??= {});
