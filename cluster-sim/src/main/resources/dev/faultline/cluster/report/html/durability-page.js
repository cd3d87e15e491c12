/* The page of faultline durability. */
((faultline) => {
  'use strict';

  const {el, named} = faultline.dom;
  const {section, command} = faultline.parts;
  const {durability} = faultline;

  /** "A year loses data in one of 478 million such clusters" says more than an exponent. */
  function sentence({loss, years}) {
    if (loss.nines === null) {
      return `No loss was seen; the probability within ${durability.span(years)} is below ${
        durability.probability(loss.high)}.`;
    }
    const of = 1 / loss.probability;
    const clusters = of < 1e15
      ? Number(of.toPrecision(2)).toLocaleString('en-US', {maximumFractionDigits: 1})
      : of.toExponential(1);
    return `Within ${durability.span(years)}, one of about ${clusters} such clusters loses some data.`;
  }

  faultline.shell.begin(({result, command: given}, page) => {
    page.append(
      el('section', {class: 'answer', 'aria-label': 'The answer'},
        el('h2', {}, named(result.subject.name)),
        el('p', {}, sentence(result), ' ', durability.method(result)),
        el('p', {}, durability.subject(result)),
        durability.allTiles(result),
        durability.warnings(result)),
      section('causes-section', 'What losses come from',
        'Losses in which exactly these causes took part. A frequent loss may be small and a rare one large, so the '
          + 'second bar shows the same shares of the bytes lost.',
        durability.causes(result)),
      section('changes-section', 'What one change would gain',
        'The same question asked again with one change, to about a tenth. Bars are the nines that it adds.',
        durability.changes(result)),
      section('methods-section', 'What other methods say',
        'Methods that share no arithmetic check each other, each to about a tenth and within bounds. Closed form and '
          + 'chains know only drives that fail alone; compare them with importance sampling of the same. An open '
          + 'end (›) means that no loss was seen: only the other end means anything.',
        durability.methods(result)),
      section('assumptions-section', 'What it rests on',
        'A figure of durability is worth as much as its assumptions. What is given, and not a default, is marked.',
        durability.assumptions(result)),
      section('inputs', 'How to repeat it', 'The same command gives the same numbers, on any number of cores.',
        command(given)));
  });
})(globalThis.faultline ??= {});
