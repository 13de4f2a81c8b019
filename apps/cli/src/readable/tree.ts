import type { Derivation } from '#domain';
import { pounds } from '#kernel';

/** `serviceCostPence` as a reader says it: service cost. */
const inWords = (figure: string): string =>
  /^[a-z]+([A-Z][a-z]+)+$/.test(figure)
    ? figure.replace(/Pence$/, '').replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
    : figure;

function nodeLine({ figure, pence, rule, how, days, event }: Derivation): string {
  const parts = [
    inWords(figure),
    ...(pence === undefined ? [] : [pounds(pence)]),
    ...(days === undefined ? [] : [`${days.from} to ${days.to}`]),
    ...(how === undefined ? [] : [how]),
    ...(rule === undefined ? [] : [`[${rule}]`]),
    ...(event === undefined ? [] : [eventWords(event)]),
  ];
  return parts.join('  ');
}

function eventWords({ position, type, recordedAt, actor, label, because }: NonNullable<Derivation['event']>): string {
  const named = label === undefined ? '' : `, label ${label}`;
  const why = because === undefined ? '' : `: ${because}`;
  return `<- ${type} at position ${position}, ${recordedAt} by ${actor}${named}${why}`;
}

const monthsLine = (months: NonNullable<Derivation['months']>): string =>
  months.map(({ month, pence }) => `M${month} ${pounds(pence)}`).join('  ');

/** A derivation as an indented tree, one figure or event a line. */
export function treeLines(derivation: readonly Derivation[], indent = ''): readonly string[] {
  return derivation.flatMap((node) => [
    `${indent}${nodeLine(node)}`,
    ...(node.months && node.months.length > 0 ? [`${indent}  ${monthsLine(node.months)}`] : []),
    ...treeLines(node.from ?? [], `${indent}  `),
  ]);
}
