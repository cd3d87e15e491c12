'use strict';

/* Loads the page's scripts, those that need no document, as the page does: in order, into one place. */

const path = require('node:path');

const SCRIPTS = path.join(__dirname, '../../main/resources/dev/faultline/cluster/report/html');

module.exports = (...names) => {
  names.forEach((name) => require(path.join(SCRIPTS, `${name}.js`)));
  return globalThis.faultline;
};
