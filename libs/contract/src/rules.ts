import { own, Rule, type Dto } from './shape.js';

const isGiven = (given: object, name: string): boolean => own(given, name) !== undefined;

/** Either `one` or `other` is given, not both. */
export const ExactlyOneOf = <Given extends object>(...names: (keyof Given & string)[]): ((dto: Dto<Given>) => void) =>
  Rule<Given>(names[0]!, (given) => {
    const count = names.filter((name) => isGiven(given, name)).length;
    if (count === 1) return undefined;
    const got = count === 0 ? 'none of them' : count === names.length && count === 2 ? 'both' : `${count} of them`;
    return `exactly one of these must be given: ${names.join(', ')}; got ${got}`;
  });

export const AtLeastOneOf = <Given extends object>(...names: (keyof Given & string)[]): ((dto: Dto<Given>) => void) =>
  Rule<Given>(names[0]!, (given) =>
    names.some((name) => isGiven(given, name)) ? undefined : `at least one of ${names.join(', ')} must be given`,
  );

/** Both are given or neither is. */
export const Together = <Given extends object>(
  one: keyof Given & string,
  other: keyof Given & string,
): ((dto: Dto<Given>) => void) =>
  Rule<Given>(one, (given) =>
    isGiven(given, one) === isGiven(given, other)
      ? undefined
      : `${one} and ${other} go together; got only ${isGiven(given, one) ? one : other}`,
  );

/** Two dates: the first is not after the second, where both are given. */
export const InOrder = <Given extends object>(
  first: keyof Given & string,
  last: keyof Given & string,
): ((dto: Dto<Given>) => void) =>
  Rule<Given>(last, (given) => {
    const [from, to] = [own(given, first), own(given, last)];
    return typeof from === 'string' && typeof to === 'string' && from > to
      ? `must not be before ${first} (${from}); got ${to}`
      : undefined;
  });
