/* The page of a comparison: two charts, every figure, what it costs, and what is assumed. */
((faultline) => {
  'use strict';

  const {dom: {el, named, table}, parts, units, growth, bars} = faultline;

  const amount = (unit, value) => faultline.amount(unit, value);
  const perGigabyte = (value) => amount('USD_PER_GIGABYTE_MONTH', value);

  function groups(rows, result) {
    const names = [...new Set(rows.map((row) => row.group))];
    return names.map((name) => table(name, ['', ...result.proposals.map((each) => each.label)],
      rows.filter((row) => row.group === name)
        .map((row) => [row.label, ...row.values.map((value) => amount(row.unit, value))]),
      {class: 'comparison'}));
  }

  function services(result) {
    return table('Reference services', ['service', 'file systems', 'capacity', 'reads', 'most of one', 'its reads', 'a month', 'GB-month', 'price is'],
      result.services.map((each) => [
        each.key,
        units.count(each.fileSystems),
        units.bytes(each.capacityBytes),
        units.rate(each.readBytesPerSecond),
        units.bytes(each.maximumBytes),
        units.rate(each.maximumReadBytesPerSecond),
        units.money(each.monthlyUsd),
        perGigabyte(each.usdPerGigabyteMonth),
        `${each.priceDate ?? 'undated'}, ${each.priceConfidence ?? 'unknown'}`,
      ]), {class: 'comparison'});
  }

  const overtakes = (result) => table('Where a proposal, grown, reads faster than one file system of a service', ['service', 'proposal', 'from', 'at'],
    result.overtakes.map((each) => [
      each.service, each.proposal,
      each.fromTheStart ? 'any size' : units.bytes(each.capacityBytes),
      units.rate(each.readBytesPerSecond),
    ]));

  function items(proposal) {
    const {cost} = proposal.review;
    const quantity = (item) => (item.quantity === null ? units.UNKNOWN
      : `${units.count(item.quantity)} ${item.unit}`);
    return [table(`What ${proposal.label} costs`, ['item', 'kind', 'quantity', 'each', 'USD', 'price'],
      cost.items.map((item) => [
        item.what,
        item.kind === 'capital' ? 'once' : 'a month',
        quantity(item), units.money(item.unitUsd), units.money(item.usd), item.priceKey ?? '',
      ]))];
  }

  function prices(result) {
    const used = new Map();
    result.proposals.forEach((each) => each.review.cost.prices.forEach((price) => used.set(price.key, price)));
    return table('Prices used', ['key', 'what', 'price', 'of', 'confidence', 'source'],
      [...used.values()].map((price) => [price.key, price.name, price.price,
        price.priceDate ?? 'undated', price.confidence,
        el('span', {}, faultline.dom.linked(price.source))]));
  }

  const folded = (title, ...content) => el('details', {}, el('summary', {}, title), content);

  function notesOf(data) {
    return data.result.proposals.map((proposal, i) => folded(proposal.label, parts.notes(data.notes[i], proposal.label)));
  }

  function page(data) {
    const {result} = data;
    const size = result.usableBytes === null ? 'each as it is' : `all at ${units.bytes(result.usableBytes)} usable or the next size above`;
    const hasServices = result.services.length > 0;
    return [
      el('section', {class: 'answer'},
        el('h2', {}, 'Comparison'),
        el('p', {}, `${units.counted(result.proposals.length, 'proposal')}${hasServices ? ` and ${units.counted(result.services.length, 'service')}` : ''}, ${size}.`),
        el('p', {class: 'how'}, 'Diamonds are the proposals as they are; all rows have the same definitions in every column.'),
        parts.command(result.command)),
      parts.section('growth', 'Throughput against capacity', 'A proposal grows by whole nodes and domains; a service ends at its largest file system, and the dotted line says what that one gives however much more is stored. Numbered rings mark from where on a proposal reads faster than the services it overtakes.',
        parts.chart('growth', (token, width) => growth.options(result, token, width), {height: (width) => Math.max(420, Math.min(680, width * 0.55))}),
        growth.sentences(result).length > 0 ? el('ol', {class: 'notes', 'aria-label': 'Rings'}, growth.sentences(result).map((each) => el('li', {}, each))) : null,
        result.overtakes.length > 0 ? folded('All crossings', overtakes(result)) : null),
      parts.section('bars', 'Cost of a usable GB for a month', 'USD, at the prices and dates named below. The dashed lines are at 0.04, 0.25 and 0.40 USD.',
        parts.chart('bars', (token) => bars.options(result, token), {height: () => bars.height(result)})),
      parts.section('figures', 'All figures', 'One column a proposal.', groups(data.rows, result), hasServices ? services(result) : null),
      parts.section('costs', 'Cost, item by item', 'Quantity by price; a total is unknown when anything in it is.',
        result.proposals.map((each) => folded(named(each.label), items(each))), prices(result)),
      parts.section('assumptions', 'Assumptions', 'What holds for all, then for each.',
        parts.notes(result.assumptions), notesOf(data),
        result.services.filter((each) => each.assumptions.length > 0)
          .map((each) => folded(each.key, parts.notes(each.assumptions, each.key)))),
    ];
  }

  faultline.shell.begin((data, report) => {
    report.append(...page(data));
    return {};
  });
})(globalThis.faultline ??= {});
