import { importKinds, type ImportKindName } from './kinds/index.js';

/** A field as RFC 4180 has it. */
const quoted = (field: string): string => (/[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field);

/** An invented file of a kind, its columns explained above it; it imports as it is. */
export function templateOf(kind: ImportKindName): string {
  const { summary, layouts, examples } = importKinds[kind];
  const [{ columns }] = layouts;
  const comment = [
    `${kind}: ${summary}`,
    'Lines before the header that start with # are a comment. The rows below are invented.',
    ...columns.map(({ name, about, optional = false }) => `  ${name}${optional ? ' (optional)' : ''}: ${about}`),
  ];
  const rows = [columns.map(({ name }) => name), ...examples].map((row) => row.map(quoted).join(','));
  return [...comment.map((line) => `# ${line}`), ...rows, ''].join('\n');
}
