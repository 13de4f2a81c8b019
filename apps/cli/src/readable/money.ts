import { pounds, type Pence } from '#kernel';

/** For amounts that are not known, as what is affordable where no fund is set. */
export const poundsOr = (pence: Pence | null, otherwise: string): string =>
  pence === null ? otherwise : pounds(pence);
