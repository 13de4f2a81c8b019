import { questionCatalogue, questionNames, type QuestionName } from '#contract';
import { Rejected } from '#domain';
import type { Ledger } from '#ledger';
import type { Command } from './history.js';
import type { Moment } from './statements.js';
import { AUTHORITY, GROUPS, TRUSTS, practiceCode, yearAt } from './world.js';

export type Asked = { readonly ask: QuestionName; readonly with: object };

/** Asked by other means, or of two moments of their own. */
const ELSEWHERE: readonly QuestionName[] = ['entitlement', 'exposure', 'bridge', 'whatIf', 'rollForward'];
/** Which command names what can be asked about by its id. */
const NAMED = { case: 'SubmitBusinessCase', dispute: 'OpenDispute', statement: 'IssueStatement' } as const;

function idIn(commands: readonly Command[], field: keyof typeof NAMED): string | undefined {
  const found = commands.find(({ command }) => command === NAMED[field]);
  return (found?.with as Readonly<Record<string, string>> | undefined)?.[field];
}

/** Every question there is, as its sample asks it, of bodies and ids of a history: once each, of one of a kind. */
export function everyQuestionOf(commands: readonly Command[]): readonly Asked[] {
  const [group] = GROUPS;
  const [practice, commissioner, year] = [practiceCode(0), TRUSTS[0], yearAt(0)];
  const bodies = { practice, holder: practice, commissioner, body: commissioner, of: AUTHORITY, year };
  const ids = Object.fromEntries(
    (Object.keys(NAMED) as (keyof typeof NAMED)[]).map((key) => [key, idIn(commands, key)]),
  );
  const named: Readonly<Record<string, string | undefined>> = { ...bodies, ...ids };
  return questionNames.flatMap((ask): readonly Asked[] => {
    if (ELSEWHERE.includes(ask)) return [];
    const { asAt: _usual, knownAt: _given, ...sample } = questionCatalogue[ask].example as Record<string, unknown>;
    const fields = Object.fromEntries(Object.entries(sample).map(([field, value]) => [field, named[field] ?? value]));
    const pooled =
      'holder' in fields && !PRACTICES_ONLY.includes(ask) ? [{ ask, with: { ...fields, holder: group } }] : [];
    return [{ ask, with: fields }, ...pooled];
  });
}

const PRACTICES_ONLY: readonly QuestionName[] = ['position'];

/** What is answered, or the code of the refusal. */
export async function answersTo(ledger: Ledger, asked: readonly Asked[], moment: Moment): Promise<readonly object[]> {
  const answers: object[] = [];
  for (const { ask, with: fields } of asked) {
    const answer = await ledger.questions.ask(ask, { ...fields, ...moment }).catch((error: unknown) => {
      if (error instanceof Rejected) return { code: error.code };
      throw error;
    });
    answers.push({ ask, ...answer });
  }
  return answers;
}
