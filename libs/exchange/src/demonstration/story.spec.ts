import { validateCommand } from '#contract';
import { demonstrationStory } from './story.js';

const story = demonstrationStory();

describe('the story of the demonstration', () => {
  test('tells in order, and every command in it is well formed', () => {
    expect(story.map(({ at }) => at)).toEqual(story.map(({ at }) => at).toSorted());
    const bad = story.filter((step) => !validateCommand(step.do, step.with).ok);
    expect(bad).toEqual([]);
  });

  test('is the same every time, with an id and at most one label of its own for each command', () => {
    expect(demonstrationStory()).toEqual(story);
    const labels = story.flatMap(({ label }) => label ?? []);
    expect(new Set(labels).size).toBe(labels.length);
    expect(new Set(story.map(({ id }) => id)).size).toBe(story.length);
  });

  test('names nobody but the invented', () => {
    const codes = story.flatMap((step) => (step.do === 'RegisterOrganisation' ? [step.with.code] : []));
    expect(codes).toEqual([
      'Q99',
      '5X1',
      ...Array.from({ length: 12 }, (_, index) => `A990${String(index + 1).padStart(2, '0')}`),
    ]);
  });

  test.each([
    'CreateGroup',
    'LeaveGroup',
    'RecordServiceCost',
    'PoolHighCostCase',
    'AgreeAdjustment',
    'ApplyTopSlice',
    'AdoptRecoveryPlan',
    'SuspendRelease',
    'SetReleaseFund',
    'RestateActuals',
    'OfferRelease',
    'OpenDispute',
    'IssueRuling',
    'RecordPayment',
    'RecordInError',
  ])('has a %s in it', (command) => expect(story.some((step) => step.do === command)).toBe(true));
});
