import { dateOf } from '#kernel';
import { inOrder } from '#testing';
import type { AgreementEvent, Terms } from '../agreement/events.js';
import { agreements } from '../agreement/state.js';
import { folded } from '../history.js';
import { stretches, type Stretch } from './segments.js';

const TERMS: Terms = {
  edition: 'DH-2006-PRACTICAL',
  shareBp: 7500,
  guarantee: null,
  lines: 'ALL',
  recovery: { kind: 'NONE' },
  segments: 'ADD_UP',
};
const PROTECTS = { guarantee: { text: 'Paid', protectsBaseline: true } };
const PROMISES = { guarantee: { text: 'Paid', protectsBaseline: false } };

type Dates = { readonly from?: string; readonly to?: string; readonly agreement?: string };
const parties = (agreement: string) => ({ agreement, commissioner: '5X1', holder: 'A99001' });

const proposed = (
  terms: Partial<Terms> = {},
  { from = '2007-04-01', to = '2008-03-31', agreement = 'AG1' }: Dates = {},
): AgreementEvent => ({
  type: 'AgreementProposed',
  data: { ...parties(agreement), from, to, terms: { ...TERMS, ...terms } },
});
const signatures = (holderOn: string, commissionerOn: string) =>
  [
    { organisation: 'A99001', party: 'HOLDER', signatory: 'A', signedOn: holderOn },
    { organisation: '5X1', party: 'COMMISSIONER', signatory: 'B', signedOn: commissionerOn },
  ] as const;
const signed = (holderOn = '2007-04-02', commissionerOn = holderOn, agreement = 'AG1'): readonly AgreementEvent[] =>
  signatures(holderOn, commissionerOn).map((data) => ({
    type: 'AgreementSigned',
    data: { ...parties(agreement), ...data },
  }));
const varied = (variation: string, effectiveFrom: string, terms: Partial<Terms>): AgreementEvent => ({
  type: 'AgreementVaried',
  data: { ...parties('AG1'), variation, effectiveFrom, terms },
});
const variationSigned = (variation: string, on: string): readonly AgreementEvent[] =>
  signatures(on, on).map((data) => ({ type: 'VariationSigned', data: { ...parties('AG1'), variation, ...data } }));
const ended = (endsOn: string): AgreementEvent => ({
  type: 'AgreementEnded',
  data: { ...parties('AG1'), endsOn, because: 'x' },
});

const yearOf = (events: readonly AgreementEvent[], year = '2007-08') =>
  stretches(folded(agreements, inOrder(...events)), year);
const told = ({ days, main }: Stretch) =>
  `${dateOf(days.first)} to ${dateOf(days.last)}: ${main.basis} ${main.shareBp}`;
const tellingOf = (events: readonly AgreementEvent[], year?: string) => yearOf(events, year).map(told);
const sinceOf = (stretch: Stretch | undefined) => stretch?.main.protection && dateOf(stretch.main.protection.since);

describe('rule 7: a year without an agreement is guidance', () => {
  test.each([
    ['2005-06', 5000],
    ['2006-07', 7000],
    ['2012-13', 7000],
  ])('of %s at %i basis points', (year, shareBp) =>
    expect(yearOf([], year).map(({ main }) => main.shareBp)).toEqual([shareBp]),
  );

  test('a proposal, or one signature, changes nothing', () => {
    expect(tellingOf([proposed()])).toEqual(['2007-04-01 to 2008-03-31: GUIDANCE 7000']);
    expect(tellingOf([proposed(), signed()[0]!])).toEqual(['2007-04-01 to 2008-03-31: GUIDANCE 7000']);
  });
});

describe('rule 7: a year is cut', () => {
  test('where an agreement begins and ends', () =>
    expect(tellingOf([proposed({}, { from: '2007-06-11', to: '2007-12-31' }), ...signed()])).toEqual([
      '2007-04-01 to 2007-06-10: GUIDANCE 7000',
      '2007-06-11 to 2007-12-31: AGREEMENT 7500',
      '2008-01-01 to 2008-03-31: GUIDANCE 7000',
    ]));

  test('where it ended early', () =>
    expect(tellingOf([proposed(PROMISES), ...signed(), ended('2008-02-15')])).toEqual([
      '2007-04-01 to 2008-02-15: GUARANTEE 7500',
      '2008-02-16 to 2008-03-31: GUIDANCE 7000',
    ]));

  test('where a variation that both signed takes effect', () => {
    const story = [proposed(), ...signed(), varied('V1', '2007-10-01', { shareBp: 9000 })];
    expect(tellingOf(story)).toHaveLength(1);
    expect(tellingOf([...story, ...variationSigned('V1', '2007-09-01')])).toEqual([
      '2007-04-01 to 2007-09-30: AGREEMENT 7500',
      '2007-10-01 to 2008-03-31: AGREEMENT 9000',
    ]);
  });

  test('two variations in effect apply in the order in which their second signatures were recorded', () =>
    expect(
      tellingOf([
        proposed(),
        ...signed(),
        varied('V1', '2007-10-01', { shareBp: 9000 }),
        varied('V2', '2007-04-01', { shareBp: 5000 }),
        ...variationSigned('V1', '2007-09-01'),
        ...variationSigned('V2', '2007-09-02'),
      ]),
    ).toEqual(['2007-04-01 to 2007-09-30: AGREEMENT 5000', '2007-10-01 to 2008-03-31: AGREEMENT 5000']));

  test('a variation with effect after the early end changes nothing', () =>
    expect(
      tellingOf([
        proposed(),
        ...signed(),
        varied('V1', '2007-12-01', { shareBp: 9000 }),
        ...variationSigned('V1', '2007-09-01'),
        ended('2007-10-31'),
      ]),
    ).toEqual(['2007-04-01 to 2007-10-31: AGREEMENT 7500', '2007-11-01 to 2008-03-31: GUIDANCE 7000']));

  test('an agreement over several years is in each of them', () =>
    expect(tellingOf([proposed({}, { from: '2006-10-01', to: '2009-03-31' }), ...signed()], '2008-09')).toEqual([
      '2008-04-01 to 2009-03-31: AGREEMENT 7500',
    ]));
});

describe('rule 7: lines', () => {
  test('those outside the agreement’s are under guidance beside it', () => {
    const [stretch] = yearOf([proposed({ lines: ['EL'], segments: 'STAND_ALONE' }), ...signed()]);
    expect(stretch).toMatchObject({
      main: { basis: 'AGREEMENT', standsAlone: true },
      beside: { basis: 'GUIDANCE', shareBp: 7000, standsAlone: false },
    });
  });

  test('guidance has the minimum of its own first day', () =>
    expect(
      yearOf([proposed({ lines: ['EL'] }, { from: '2005-04-01', to: '2007-03-31' }), ...signed()], '2005-06')[0]
        ?.beside,
    ).toMatchObject({ shareBp: 5000 }));
});

describe('rule 6: since when the baseline is protected', () => {
  const V = (terms: Partial<Terms>, id = 'V1', effectiveFrom = '2007-10-01', on = '2007-09-15') => [
    varied(id, effectiveFrom, terms),
    ...variationSigned(id, on),
  ];

  test('the later of the two signing days', () =>
    expect(sinceOf(yearOf([proposed(PROTECTS), ...signed('2007-04-20', '2007-05-03')])[0])).toBe('2007-05-03'));

  test('a guarantee that does not protect, protects nothing', () =>
    expect(sinceOf(yearOf([proposed(PROMISES), ...signed()])[0])).toBeUndefined());

  test('a variation that does not speak of it leaves it', () =>
    expect(yearOf([proposed(PROTECTS), ...signed('2007-04-20'), ...V({ shareBp: 9000 })]).map(sinceOf)).toEqual([
      '2007-04-20',
      '2007-04-20',
    ]));

  test('one that says it again does not begin it anew', () =>
    expect(yearOf([proposed(PROTECTS), ...signed('2007-04-20'), ...V(PROTECTS)]).map(sinceOf)).toEqual([
      '2007-04-20',
      '2007-04-20',
    ]));

  test('one that gives it gives it from its own signing on', () =>
    expect(yearOf([proposed(), ...signed(), ...V(PROTECTS)]).map(sinceOf)).toEqual([undefined, '2007-09-15']));

  test('a break begins it anew', () =>
    expect(
      sinceOf(
        yearOf([
          proposed(PROTECTS),
          ...signed('2007-04-20'),
          ...V({ guarantee: null }),
          ...V(PROTECTS, 'V2', '2007-10-01', '2007-11-02'),
        ]).at(-1),
      ),
    ).toBe('2007-11-02'));
});
