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

  /** Diagonal lines, the denser the nearer to loss; step counts from 1. */
  function hatch(step, ink) {
    return {
      symbol: 'rect',
      color: ink,
      dashArrayX: [1, 0],
      dashArrayY: [1 + step * 0.4, Math.max(2.5, 11 - 2.4 * step)],
      rotation: step % 2 === 0 ? -Math.PI / 4 : Math.PI / 4,
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

  /** Colour and pattern for each redundancy from 0 to the highest. */
  function redundancyStyles(highest, token) {
    return Array.from({length: highest + 1}, (_, more) => {
      if (more === highest) {
        return {color: token.safe, decal: null};
      }
      const nearest = highest <= 1 ? 0 : Math.round((more / (highest - 1)) * (token.exposed.length - 1));
      const index = Math.min(nearest, token.exposed.length - 1);
      return {color: token.exposed[index], decal: hatch(token.exposed.length - index, 'rgba(0,0,0,0.45)')};
    });
  }

  faultline.theme = {FONT, tokens, hatch, dots, crosses, redundancyStyles};
})(globalThis.faultline ??= {});
