/* The time slider of a scenario: play, steps from event to event, and what holds at that instant. */
((faultline) => {
  'use strict';

  const PLAY_SECONDS = 24;
  const POSITIONS = 1000;

  const {duration} = faultline.units;

  class Player {
    /**
     * @param instants when something happens
     * @param show told the instant whenever it changes
     */
    constructor(end, instants, show) {
      this.end = end > 0 ? end : 1;
      this.instants = [...new Set([0, ...instants, this.end])].filter((t) => t <= this.end)
        .sort((a, b) => a - b);
      this.show = show;
      this.seconds = 0;
      this.timer = 0;
      this.#build();
    }

    #build() {
      const {el} = faultline.dom;
      this.play = el('button', {type: 'button', class: 'play', 'aria-label': 'Play'}, '▶');
      this.slider = el('input', {
        type: 'range', min: 0, max: POSITIONS, step: 1, value: 0, 'aria-label': 'Time in the run',
      });
      this.clock = el('output', {class: 'clock'});
      this.facts = el('div', {class: 'facts'});
      const back = el('button', {type: 'button', 'aria-label': 'To the event before'}, '⏮');
      const on = el('button', {type: 'button', 'aria-label': 'To the next event'}, '⏭');
      this.element = el('div', {class: 'player', role: 'group', 'aria-label': 'Time'},
        el('div', {class: 'player-row'}, back, this.play, on, this.slider, this.clock), this.facts);
      this.play.addEventListener('click', () => (this.timer ? this.pause() : this.start()));
      this.slider.addEventListener('input', () => {
        this.pause();
        this.to((this.slider.value / POSITIONS) * this.end);
      });
      back.addEventListener('click', () => this.#hop(-1));
      on.addEventListener('click', () => this.#hop(1));
    }

    #hop(direction) {
      this.pause();
      const ahead = direction > 0
        ? this.instants.find((t) => t > this.seconds)
        : this.instants.findLast((t) => t < this.seconds);
      if (ahead !== undefined) {
        this.to(ahead);
      }
    }

    start() {
      const from = this.seconds >= this.end ? 0 : this.seconds;
      const began = performance.now();
      this.play.textContent = '❚❚';
      this.play.setAttribute('aria-label', 'Pause');
      const tick = (now) => {
        const seconds = from + (Math.max(0, now - began) / 1000) * (this.end / PLAY_SECONDS);
        this.to(Math.min(seconds, this.end));
        if (seconds >= this.end) {
          this.pause();
        } else {
          this.timer = requestAnimationFrame(tick);
        }
      };
      this.timer = requestAnimationFrame(tick);
    }

    pause() {
      cancelAnimationFrame(this.timer);
      this.timer = 0;
      this.play.textContent = '▶';
      this.play.setAttribute('aria-label', 'Play');
    }

    to(seconds) {
      this.seconds = Math.max(0, Math.min(seconds, this.end));
      this.slider.value = (this.seconds / this.end) * POSITIONS;
      this.clock.textContent = duration(this.seconds);
      this.slider.setAttribute('aria-valuetext', duration(this.seconds));
      this.show(this.seconds);
    }
  }

  faultline.Player = Player;
})(globalThis.faultline ??= {});
