import type { Pence, Year } from '#kernel';
import { entryAddress, practiceAddress, type Link } from '../address.js';
import type { Parameters } from '../api.js';
import type { Derivation, DerivedFromEvent } from '../answers.js';
import type { Table } from '../table.js';
import { eventName } from '../words/codes.js';
import { amountsTable, byEvent, type AmountsOfEvent } from './amounts-of-event.js';
import { howInWords, stepName } from './names.js';

/** A step as the page shows it. */
export type Step = {
  readonly id: string;
  readonly name: string;
  readonly href?: string;
  readonly pence?: Pence;
  readonly how?: string;
  readonly rule?: Link;
  readonly days?: { readonly from: string; readonly to: string };
  readonly event?: DerivedFromEvent & { readonly href: string; readonly words: string };
  readonly table?: Table;
  readonly steps: readonly Step[];
  readonly isOpen: boolean;
  readonly isAsked: boolean;
  /** Where there are more steps than are shown here. */
  readonly more?: Link;
};

/** Whether a step is one of the figure that was asked for. */
export type IsAsked = (step: string) => boolean;

export type TreeOptions = {
  readonly isAsked: IsAsked;
  readonly year: Year;
  /** Parameters that links to practices carry. */
  readonly dated: Parameters;
  /** The address of a step on a page of its own. */
  readonly addressOf: (path: string) => string;
};

/** How many steps of one kind stand below each other; the others have pages of their own. */
export const MOST_STEPS = 36;

export type Place = { readonly step: Derivation; readonly path: string };

/** What the steps of a derivation are called, from its figures down to the events. */
export function namesIn(derivation: readonly Derivation[], names = new Set<string>()): ReadonlySet<string> {
  for (const { figure, from } of derivation) {
    names.add(figure);
    if (from) namesIn(from, names);
  }
  return names;
}

/** The figure of a derivation in which an asked step is. */
export function rootOf(derivation: readonly Derivation[], isAsked: IsAsked): Place | undefined {
  const index = derivation.findIndex((root) => holds(root, isAsked));
  return index === -1 ? undefined : { step: derivation[index]!, path: String(index) };
}

const holds = (step: Derivation, isAsked: IsAsked): boolean =>
  isAsked(step.figure) || (step.from ?? []).some((below) => holds(below, isAsked));

/** The step at a path such as 0.2.1, if there is one. */
export function stepAt(derivation: readonly Derivation[], path: string): Derivation | undefined {
  const [first, ...rest] = path.split('.').map(Number);
  let step = derivation[first ?? -1];
  for (const index of rest) step = step?.from?.[index];
  return step;
}

/** A derivation down to its events, opened as far as the figure that was asked for. */
export function treeOf({ step, path }: Place, options: TreeOptions, from = 0): Step {
  const { figure, rule, how, pence, days, event } = step;
  const isAsked = options.isAsked(figure);
  const below = byEvent(step.from ?? []);
  const shown = below.slice(from, from + MOST_STEPS);
  const href = practiceHref(figure, options);
  return {
    id: `step-${path}`,
    name: stepName(figure),
    ...(href === undefined ? {} : { href }),
    ...(pence === undefined ? {} : { pence }),
    ...(how === undefined ? {} : { how: howInWords(how) }),
    ...(rule === undefined ? {} : { rule: ruleLink(rule) }),
    ...(days === undefined ? {} : { days }),
    ...(event === undefined ? {} : { event: eventShown(event) }),
    steps: shown.map((each, index) => childOf(each, step, `${path}`, from + index, options)),
    isOpen: isAsked || holds(step, options.isAsked) || !path.includes('.'),
    isAsked,
    ...(below.length > shown.length && from === 0
      ? { more: { text: `All ${below.length}, page by page`, href: options.addressOf(path) } }
      : {}),
  };
}

function childOf(
  child: Derivation | AmountsOfEvent,
  parent: Derivation,
  path: string,
  index: number,
  options: TreeOptions,
): Step {
  if (!('leaves' in child)) {
    return treeOf({ step: child, path: `${path}.${parent.from!.indexOf(child)}` }, options);
  }
  const { name, pence, event, rule, how } = child;
  const id = `step-${path}-${index}`;
  return {
    id,
    name,
    pence,
    ...(how === undefined ? {} : { how: howInWords(how) }),
    ...(rule === undefined ? {} : { rule: ruleLink(rule) }),
    event: eventShown(event),
    table: amountsTable(child, `${id}-amounts`, options.year),
    steps: [],
    isOpen: false,
    isAsked: false,
  };
}

/** How many steps stand directly below, amounts of one event counted as one. */
export const stepsBelow = (step: Derivation): number => byEvent(step.from ?? []).length;

const PRACTICE_STEP = /^(?:entitlement of|affordable for|part of) (?!group )(\S+)$/;

function practiceHref(figure: string, { dated }: TreeOptions): string | undefined {
  const practice = PRACTICE_STEP.exec(figure)?.[1];
  if (practice === undefined) return undefined;
  return figure.startsWith('affordable')
    ? practiceAddress(practice, dated)
    : practiceAddress(practice, { ...dated, figure: 'entitlementPence' }, '/derivation');
}

const eventShown = (event: DerivedFromEvent) => ({
  ...event,
  href: entryAddress(event.position),
  words: eventName(event.type),
});

const RULE = /^Rule (\d+)/;

/** Rules are explained in the help by their number. */
const ruleLink = (rule: string): Link => ({ text: rule, href: `/help#rule-${RULE.exec(rule)?.[1] ?? ''}` });
