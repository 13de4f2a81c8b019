import { LineCounter, parseDocument, isMap, isPair, isScalar, isSeq, type Document, type Node } from 'yaml';
import { Unreadable } from './scenario.js';

const WHOLE = /^-?(0|[1-9]\d*)$/;

/** A YAML file as plain values, and where in it they stand. */
export type Yaml = { readonly value: unknown; lineOf(path: readonly (string | number)[]): number };

/**
 * Reads YAML with as little guessing as it allows: a plain scalar is a number only when it is written as a whole one,
 * so that the code 5E1 stays text; true, false and null are what they are; dates stay text.
 */
export function readYaml(text: string): Yaml {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, version: '1.2', schema: 'core', uniqueKeys: true });
  const [error] = document.errors;
  if (error) throw new Unreadable(`line ${error.linePos?.[0].line ?? 1}: ${error.message.split('\n')[0]}`);
  return { value: plain(document.contents), lineOf: (path) => lineOf(document, lines, path) };
}

function plain(node: unknown): unknown {
  if (isMap(node)) {
    const entries = node.items.map(({ key, value }) => [
      String(isScalar(key) ? (key.source ?? key.value) : key),
      plain(value),
    ]);
    return Object.fromEntries(entries);
  }
  if (isSeq(node)) return node.items.map(plain);
  if (!isScalar(node)) return node === null || node === undefined ? null : refuseAlias();
  const { value, source, type } = node;
  if (typeof value !== 'number' || type !== 'PLAIN') return value;
  return source !== undefined && WHOLE.test(source) ? Number(source) : source;
}

function refuseAlias(): never {
  throw new Unreadable('anchors and aliases are not used in scenarios');
}

function lineOf(document: Document, lines: LineCounter, path: readonly (string | number)[]): number {
  for (let length = path.length; length >= 0; length -= 1) {
    const node = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
    const range = (isPair(node) ? (node.key as Node) : (node as Node | null | undefined))?.range;
    if (range) return lines.linePos(range[0]).line;
  }
  return 1;
}
