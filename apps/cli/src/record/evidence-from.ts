import { Evidence, validateEvidence, withTypedFields } from '#contract';
import { Rejected } from '#domain';
import { addFile } from '../documents/add-documents.js';
import { withDocuments } from '../documents/with-documents.js';
import { usageError } from '../exit.js';
import { mustBeFile, textOf } from '../input.js';
import { tellingProblems, type ReachOptions } from '../reach/with-reach.js';
import type { Terminal } from '../terminal.js';

type EvidenceOptions = ReachOptions & { readonly evidence?: string; readonly attach?: readonly string[] };

const STANDARD_INPUT = '-';

/**
 * The documents of a command: those that a file names, then files that are kept now. What is wrong with their words is told
 * before any file is kept.
 */
export async function evidenceFrom(
  terminal: Terminal,
  fieldsFile: string,
  options: EvidenceOptions,
): Promise<readonly unknown[] | undefined> {
  if (options.evidence === undefined && options.attach === undefined) return undefined;
  if (options.evidence === STANDARD_INPUT && fieldsFile === STANDARD_INPUT)
    throw usageError('standard input can hold the fields or the evidence, not both');
  const named = options.evidence === undefined ? [] : await listFrom(terminal, options.evidence);
  const attached = (options.attach ?? []).map(attachmentIn);
  if (attached.length === 0) return named;
  const kept = await tellingProblems(terminal, options, () =>
    withDocuments(terminal, options, async (reach) => {
      const items: unknown[] = [];
      for (const { file, said } of attached) {
        const { document } = await addFile(reach, file);
        items.push({ ...said, sha256: document.sha256 });
      }
      return items;
    }),
  );
  return [...named, ...kept];
}

async function listFrom(terminal: Terminal, file: string): Promise<readonly unknown[]> {
  const text = file === STANDARD_INPUT ? await terminal.standardInput() : textOf(file);
  const name = file === STANDARD_INPUT ? 'standard input' : file;
  try {
    const given: unknown = JSON.parse(text);
    return Array.isArray(given) ? given : [given];
  } catch (error) {
    throw usageError(`${name} is not JSON: ${(error as Error).message}`, error);
  }
}

type Attachment = { readonly file: string; readonly said: object };

/** Stands for the hash that is known when the file is kept. */
const ANY_HASH = '0'.repeat(64);

/** `letter.pdf,kind=LETTER,from=5X1`; a comma inside a value is written twice. */
function attachmentIn(text: string): Attachment {
  const [file = '', ...fields] = text.split(/(?<!,),(?!,)/).map((part) => part.replaceAll(',,', ','));
  mustBeFile(file);
  const pairs = fields.map((field) => {
    const at = field.indexOf('=');
    if (at < 1) throw usageError(`--attach ${file}: ${field} is not written name=value`);
    return [field.slice(0, at), field.slice(at + 1)] as const;
  });
  if (pairs.some(([name]) => name === 'sha256')) throw usageError(`--attach ${file}: its SHA-256 is worked out`);
  const said = withTypedFields(Evidence, Object.fromEntries(pairs)) as object;
  const checked = validateEvidence([{ ...said, sha256: ANY_HASH }]);
  if (checked.ok) return { file, said };
  const wrong = checked.errors
    .map(({ field, message }) => `${field.replace('evidence[0].', '')} ${message}`)
    .join('; ');
  throw new Rejected('INVALID', `--attach ${file}: ${wrong}`, checked.errors);
}
