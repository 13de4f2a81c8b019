import { canonicalJson, sha256 } from '#audit';
import { TOLD_FIELDS } from '#domain';
import { afterTheYear, aGroup, aLedger, aTrust, budget, entry, fact, given, on, step, told, used } from '#testing';

const YEAR = '2007-08';
/** 12,000p of budget less 12 × 800p of actual: V = 2,400p, of which 70 per cent are 1,680p. */
const saved = [...aTrust(), budget(), ...afterTheYear(used(800))];
const issue = (changes = {}, around = {}) => step('IssueStatement', { asAt: undefined, ...changes }, around);
const differ = (changes = {}, around = {}) => step('IssueDifference', changes, around);
/** 1,200p more budget: V = 3,600p, 70 per cent are 2,520p. */
const grown = entry();

describe('issuing a statement', () => {
  test('records what was told, from what, and its hash', () =>
    given(saved)
      .when(issue())
      .then(
        fact('StatementIssued', {
          statement: 'ST1',
          holder: 'A99001',
          to: 'A99001',
          asAt: '2008-03-31',
          entitlementPence: 1680,
          ruleVersion: '1',
          figures: { entitlementPence: 1680, basis: 'GUIDANCE', position: 5, debtor: '5X1' } as never,
          hash: expect.stringMatching(/^[0-9a-f]{64}$/) as never,
        }),
      ));

  test('the hash can be made from the public answer alone', async () => {
    const ledger = await aLedger();
    await told(ledger, [...saved, issue(), grown]);
    const [{ data }] = (await ledger.store.readAll({ after: 0n, limit: 100, types: ['StatementIssued'] })) as never as [
      { data: { hash: string; figures: { knownAt: string; position: number; asAt: string } } },
    ];
    const { knownAt, position, asAt } = data.figures;
    const answer: Readonly<Record<string, unknown>> = JSON.parse(
      JSON.stringify(
        await ledger.questions.ask('entitlement', { holder: 'A99001', year: YEAR, asAt, knownAt, position }),
      ),
    );
    const fields = [...TOLD_FIELDS, 'asAt', 'knownAt', 'position'].filter((field) => field in answer);
    const hashed = Object.fromEntries(fields.map((field) => [field, answer[field]]));
    expect(sha256(canonicalJson(hashed))).toBe(data.hash);
    await ledger.close();
  });

  test('as it was known at an earlier moment', () =>
    given(saved, grown)
      .when(issue({ knownAt: '2008-06-29T00:00:00Z' }))
      .then(fact('StatementIssued', { entitlementPence: 0, figures: { position: 4, debtor: '5X1' } as never })));

  test('nothing can be known of what has not been recorded yet', async () => {
    await given(saved)
      .when(issue({ knownAt: '2008-06-30T09:00:01Z' }))
      .refused('FUTURE_DATE');
    await given(saved)
      .when(issue({ knownAt: '2007-01-01T00:00:00Z' }))
      .refused('UNKNOWN_ORGANISATION');
  });

  test('about a holder, to whoever is recorded, under an id of its own', async () => {
    await given(saved)
      .when(issue({ holder: 'A99009' }))
      .refused('UNKNOWN_ORGANISATION');
    await given(saved)
      .when(issue({ holder: '5X1' }))
      .refused('WRONG_TYPE');
    await given(saved)
      .when(issue({ to: 'NOBODY' }))
      .refused('UNKNOWN_ORGANISATION');
    await given(saved, issue()).when(issue()).refused('ALREADY_EXISTS');
    await given(saved, aGroup(['A99001']))
      .when(issue({ holder: 'GRP1', to: 'GRP1' }))
      .then(fact('StatementIssued', { holder: 'GRP1', to: 'GRP1' }));
  });

  test('a name is sealed', async () => {
    const ledger = await aLedger();
    await told(ledger, [...saved, issue({ addressee: 'Dr A. Partner' })]);
    const [stored] = await ledger.store.readAll({ after: 0n, limit: 100, types: ['StatementIssued'] });
    expect(stored!.data['addressee']).toMatch(/^eyJ/);
    await ledger.close();
  });
});

describe('issuing a difference', () => {
  test('tells the old figure, the new one, and what explains it', () =>
    given(saved, issue(), grown)
      .when(differ())
      .then(
        fact('DifferenceIssued', {
          statement: 'ST1',
          difference: 'D1',
          to: 'A99001',
          toldPence: 1680,
          entitlementPence: 2520,
          differencePence: 840,
          lines: [{ event: 'BudgetEntryPosted', deltaPence: 840, position: 7 }],
          residualPence: 0,
        }),
      ));

  test('the next goes on from the one before', () =>
    given(saved, issue(), grown, differ(), entry({ entry: 'E2', lines: { EL: -600 } }))
      .when(differ({ difference: 'D2' }))
      .then(fact('DifferenceIssued', { toldPence: 2520, entitlementPence: 2100, differencePence: -420 })));

  test('only where there is one, of a statement that counts, under an id that is free', async () => {
    await given(saved).when(differ()).refused('UNKNOWN_STATEMENT');
    await given(saved, issue()).when(differ()).refused('NOTHING_TO_DIFFER');
    await given(saved, issue(), grown, differ())
      .when(differ({ difference: 'D2' }))
      .refused('NOTHING_TO_DIFFER');
    await given(saved, issue(), grown, differ()).when(differ()).refused('ALREADY_EXISTS');
    const wrong = step('RecordInError', { label: 'sent', because: 'Sent to nobody' });
    await given(saved, issue({}, { label: 'sent' }), grown, wrong)
      .when(differ())
      .refused('UNKNOWN_STATEMENT');
  });

  test('a statement in the place of one in error has differences of its own', () => {
    const wrong = step('RecordInError', { label: 'sent', because: 'Sent to nobody' });
    return given(saved, issue({}, { label: 'sent' }), grown, differ(), wrong, issue(), entry({ entry: 'E2' }))
      .when(differ())
      .then(fact('DifferenceIssued', { toldPence: 2520, entitlementPence: 3360, differencePence: 840 }));
  });
});

describe('what is asked about statements', () => {
  const story = [...saved, issue(), ...on('2008-07-10', grown), ...on('2008-07-20', differ())];

  test('a statement stays as it was issued, beside what was told after it', () =>
    given(story)
      .asking('statement', { statement: 'ST1' })
      .is({
        issuedPence: 1680,
        lastToldPence: 2520,
        nowPence: 2520,
        wrongByPence: 0,
        reproduced: true,
        figures: { entitlementPence: 1680 },
        rows: [
          { told: 'STATEMENT', entitlementPence: 1680, differencePence: null, reproduced: true },
          { told: 'DIFFERENCE', id: 'D1', entitlementPence: 2520, differencePence: 840, reproduced: true },
        ],
      }));

  test('before it was issued nobody knows of it', () =>
    given(story)
      .asking('statement', { statement: 'ST1', knownAt: '2008-06-01T00:00:00Z' })
      .refused('UNKNOWN_STATEMENT'));

  test('those that are wrong now, by how much and why', () =>
    given(story, entry({ entry: 'E2', lines: { EL: -600 } }))
      .asking('statementsIssued', { commissioner: '5X1', year: YEAR, wrong: true })
      .is({
        statements: 1,
        wrongStatements: 1,
        neverTold: [],
        rows: [
          {
            statement: 'ST1',
            issuedPence: 1680,
            differences: 1,
            lastToldPence: 2520,
            nowPence: 2100,
            wrongByPence: -420,
            why: [{ event: 'BudgetEntryPosted', deltaPence: -420, position: 9 }],
          },
        ],
      }));

  test('by holder, by year, all; and whom nobody told', async () => {
    await given(story).asking('statementsIssued', { wrong: true }).is({ statements: 1, wrongStatements: 0, rows: [] });
    await given(story).asking('statementsIssued', { holder: 'A99001', year: '2008-09' }).is({ rows: [] });
    await given(aTrust('A99001', 'A99002'), budget(), budget({ practice: 'A99002' }), issue())
      .asking('statementsIssued', { commissioner: '5X1', year: YEAR })
      .is({ neverTold: ['A99002'], rows: [{ holder: 'A99001', wrongByPence: 0, why: [] }] });
    await given(story).asking('statementsIssued', { commissioner: 'A99001' }).refused('WRONG_TYPE');
    await given(story).asking('statementsIssued', { holder: 'NOBODY' }).refused('UNKNOWN_ORGANISATION');
  });

  test('what had been told by a day, beside what the ledger knew', async () => {
    await given(story)
      .asking('toldOn', { holder: 'A99001', year: YEAR, on: '2008-07-15' })
      .is({ statement: 'ST1', toldPence: 1680, ledgerPence: 2520, untoldPence: 840, rows: [{ told: 'STATEMENT' }] });
    await given(story)
      .asking('toldOn', { holder: 'A99001', year: YEAR, on: '2008-07-20' })
      .is({ toldPence: 2520, ledgerPence: 2520, untoldPence: 0, rows: [{}, { told: 'DIFFERENCE', statement: 'ST1' }] });
    await given(story)
      .asking('toldOn', { holder: 'A99001', year: YEAR, on: '2007-11-14' })
      .is({ statement: null, toldPence: null, ledgerPence: 0, untoldPence: null, asAt: '2007-11-14', rows: [] });
  });
});
