import type { Dto } from '../shape.js';

/** One command or question: the class of its fields, what it does in a line, and a valid example. */
export type CatalogueEntry<Given extends object = object> = {
  readonly dto: Dto<Given>;
  readonly summary: string;
  readonly example: Given;
};

export const entry = <Given extends object>(
  dto: Dto<Given>,
  summary: string,
  example: Given,
): CatalogueEntry<Given> => ({
  dto,
  summary,
  example,
});
