import { isCommandName, isQuestionName, withTextFields, commandNames, questionNames } from '#contract';
import { isInstant, msOf } from '#kernel';
import { Unreadable, type Expectation, type Scenario, type Step } from './scenario.js';
import { readYaml, type Yaml } from './yaml-document.js';

type Fields = Readonly<Record<string, unknown>>;
type Path = readonly (string | number)[];

/** Reads one field after the other and says where the file is not as it must be. */
class Reading {
  constructor(private readonly yaml: Yaml) {}

  line(path: Path): number {
    return this.yaml.lineOf(path);
  }

  fail(path: Path, message: string): never {
    const field = path
      .map((part) => (typeof part === 'number' ? `[${part}]` : `.${part}`))
      .join('')
      .replace(/^\./, '');
    throw new Unreadable(`line ${this.line(path)}: ${field || 'the file'} ${message}`);
  }

  fields(value: unknown, path: Path, known: readonly string[]): Fields {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) this.fail(path, 'must be a map of fields');
    const strange = Object.keys(value).find((key) => !known.includes(key));
    if (strange !== undefined) this.fail([...path, strange], `is not known here; known are ${known.join(', ')}`);
    return value as Fields;
  }

  list(value: unknown, path: Path): readonly unknown[] {
    if (!Array.isArray(value)) this.fail(path, 'must be a list');
    return value;
  }

  text(value: unknown, path: Path): string {
    if (typeof value === 'number') return String(value);
    if (typeof value !== 'string' || value === '') this.fail(path, 'must be text');
    return value;
  }

  optionalText(value: unknown, path: Path): string | undefined {
    return value === undefined ? undefined : this.text(value, path);
  }
}

const given = <K extends string, V>(key: K, value: V | undefined): { [P in K]?: V } =>
  (value === undefined ? {} : { [key]: value }) as { [P in K]?: V };

function readStep(reading: Reading, value: unknown, path: Path): Step {
  const fields = reading.fields(value, path, ['at', 'do', 'with', 'by', 'label', 'id', 'evidence', 'refused']);
  const name = reading.text(fields['do'], [...path, 'do']);
  if (!isCommandName(name))
    reading.fail([...path, 'do'], `names no command: ${name}; commands are ${commandNames.join(', ')}`);
  const at = reading.text(fields['at'], [...path, 'at']);
  if (!isInstant(at)) reading.fail([...path, 'at'], `is no instant: ${at}; write it like 2007-11-15T09:00:00Z`);
  if (fields['with'] === undefined) reading.fail([...path, 'with'], 'is missing');
  const refused = fields['refused'];
  if (refused !== undefined && refused !== true && typeof refused !== 'string') {
    reading.fail([...path, 'refused'], 'must be true or a refusal code');
  }
  return {
    at,
    do: name,
    with: withTextFields(name, fields['with']),
    ...given('by', fields['by'] === undefined ? undefined : readBy(reading, fields['by'], [...path, 'by'])),
    ...given('label', reading.optionalText(fields['label'], [...path, 'label'])),
    ...given('id', reading.optionalText(fields['id'], [...path, 'id'])),
    ...given(
      'evidence',
      fields['evidence'] === undefined ? undefined : reading.list(fields['evidence'], [...path, 'evidence']),
    ),
    ...given('refused', refused as true | string | undefined),
    line: reading.line(path),
  };
}

function readBy(reading: Reading, value: unknown, path: Path): NonNullable<Step['by']> {
  const by = reading.fields(value, path, ['actor', 'organisation']);
  return {
    ...given('actor', reading.optionalText(by['actor'], [...path, 'actor'])),
    ...given('organisation', reading.optionalText(by['organisation'], [...path, 'organisation'])),
  };
}

function readExpectation(reading: Reading, value: unknown, path: Path): Expectation {
  const fields = reading.fields(value, path, ['ask', 'with', 'is', 'refused']);
  const ask = reading.text(fields['ask'], [...path, 'ask']);
  if (!isQuestionName(ask))
    reading.fail([...path, 'ask'], `names no question: ${ask}; questions are ${questionNames.join(', ')}`);
  if (fields['with'] === undefined) reading.fail([...path, 'with'], 'is missing');
  const { is, refused } = fields;
  if ((is === undefined) === (refused === undefined)) reading.fail(path, 'must have either is or refused');
  if (refused !== undefined && typeof refused !== 'string')
    reading.fail([...path, 'refused'], 'must be a refusal code');
  if (is !== undefined) reading.fields(is, [...path, 'is'], Object.keys(is as object));
  const line = reading.line(path);
  return { ask, with: withTextFields(ask, fields['with']), ...given('is', is), ...given('refused', refused), line };
}

function timeMustNotDecrease(reading: Reading, steps: readonly Step[]): void {
  steps.forEach(({ at }, index) => {
    const before = steps[index - 1]?.at;
    if (before !== undefined && msOf(at) < msOf(before)) {
      reading.fail(['steps', index, 'at'], `${at} lies before the step before it, ${before}`);
    }
  });
}

/** @throws Unreadable naming line and field */
export function readScenario(text: string): Scenario {
  const yaml = readYaml(text);
  const reading = new Reading(yaml);
  const fields = reading.fields(yaml.value, [], ['title', 'source', 'steps', 'expect']);
  const steps = reading
    .list(fields['steps'], ['steps'])
    .map((step, index) => readStep(reading, step, ['steps', index]));
  timeMustNotDecrease(reading, steps);
  const expect = reading
    .list(fields['expect'] ?? [], ['expect'])
    .map((expectation, index) => readExpectation(reading, expectation, ['expect', index]));
  return {
    title: reading.text(fields['title'], ['title']),
    ...given('source', reading.optionalText(fields['source'], ['source'])),
    steps,
    expect,
  };
}
