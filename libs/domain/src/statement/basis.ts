/** Rule 13: why an entitlement holds, the strongest first. */
export const BASES = ['RULING', 'GUARANTEE', 'AGREEMENT', 'GUIDANCE'] as const;
export type Basis = (typeof BASES)[number];

/** The strongest of some bases; undefined of none. */
export const strongest = (bases: Iterable<Basis>): Basis | undefined => {
  const given = new Set(bases);
  return BASES.find((basis) => given.has(basis));
};
