/*
 * The charts that stand on the page: draws them when they come into view of a tab, and again when
 * the size, the colour scheme or the medium changes; keeps a line at the chosen time over those
 * that have a time axis.
 */
((faultline) => {
  'use strict';

  const PRINT_PIXELS = 680;
  const drawings = [];

  class Drawing {
    /**
     * @param build options of the chart from tokens and width in pixels
     * @param height in pixels, from its width; without it, what style.css says
     * @param timed whether its first horizontal axis is time in seconds
     */
    constructor(name, element, build, {height = null, timed = false, onTime = null} = {}) {
      this.name = name;
      this.element = element;
      this.build = build;
      this.height = height;
      this.timed = timed;
      this.chart = null;
      this.seconds = 0;
      if (timed) {
        this.line = document.createElement('div');
        this.line.className = 'now';
        this.line.setAttribute('aria-hidden', 'true');
        element.after(this.line);
        element.parentElement.classList.add('timed');
      }
      this.onTime = onTime;
      drawings.push(this);
    }

    /** Draws when it has a size, that is: when its tab is open. */
    draw(width = this.element.clientWidth) {
      if (width === 0) {
        return;
      }
      if (this.height) {
        this.element.style.height = `${this.height(width)}px`;
      }
      if (!this.chart) {
        this.chart = echarts.init(this.element, null, {renderer: 'canvas', width});
        this.#clickable();
      }
      // a tooltip that is open would be shown again in a box that is not there any more
      this.chart.dispatchAction({type: 'hideTip'});
      this.chart.resize({width});
      this.chart.setOption(this.build(faultline.theme.tokens(), width), {notMerge: true});
      this.showTime(this.seconds);
    }

    drawNow(width) {
      this.draw(width);
      if (this.chart) {
        this.chart.getZr().flush();
      }
    }

    #clickable() {
      if (this.onTime) {
        this.chart.getZr().on('click', (event) => {
          const seconds = this.chart.convertFromPixel({xAxisIndex: 0}, event.offsetX);
          if (Number.isFinite(seconds)) {
            this.onTime(seconds);
          }
        });
      }
    }

    showTime(seconds) {
      this.seconds = seconds;
      if (this.timed && this.chart) {
        const pixel = this.chart.convertToPixel({xAxisIndex: 0}, seconds);
        this.line.style.transform = `translateX(${pixel}px)`;
      }
    }
  }

  const inside = (element) => drawings.filter((drawing) => element.contains(drawing.element));

  const drawAll = (element = document) => inside(element).forEach((drawing) => drawing.draw());

  /** For paper: every tab, on white, at the width of a page. */
  function beforePrint() {
    document.documentElement.classList.add('printing');
    document.querySelectorAll('details').forEach((details) => { details.open = true; });
    drawings.forEach((drawing) => drawing.drawNow(
      Math.min(PRINT_PIXELS, drawing.element.clientWidth || PRINT_PIXELS)));
  }

  function afterPrint() {
    document.documentElement.classList.remove('printing');
    drawAll();
  }

  function watch() {
    addEventListener('beforeprint', beforePrint);
    addEventListener('afterprint', afterPrint);
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => drawAll());
    let width = innerWidth;
    let pending = 0;
    addEventListener('resize', () => {
      if (innerWidth !== width) {
        width = innerWidth;
        cancelAnimationFrame(pending);
        pending = requestAnimationFrame(() => drawAll());
      }
    });
  }

  faultline.drawing = {Drawing, drawings, inside, drawAll, watch, beforePrint, afterPrint};
})(globalThis.faultline ??= {});
