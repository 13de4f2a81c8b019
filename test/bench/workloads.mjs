/** The workloads by name, each of one series of rounds or more; a module says of itself what it does, and for whom. */
export const WORKLOADS = {
  W1: ['w1-append-one'],
  W2: ['w2-append-concurrently'],
  W3: ['w3-append-hundreds'],
  W4: ['w4-rebuild-small', 'w4-rebuild-100k', 'w4-rebuild-double', 'w4-rebuild-england'],
  W5: ['w5-as-at-10k', 'w5-as-at-100k', 'w5-as-at-million', 'w5-as-at-busy', 'w5-one-axis'],
  W7: ['w7-kills'],
  HTTP: ['http-commands'],
};

/** @param {string} series  a file of workloads/ */
export const seriesOf = (series) => import(`./workloads/${series}.mjs`);
