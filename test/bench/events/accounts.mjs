import { factsOfTheYear } from './facts-of-the-year.mjs';
import { recordedEvent } from './recorded-events.mjs';
import { budget } from './set-up.mjs';
import { SMALL, sceneOf } from './scene.mjs';

export const YEAR = SMALL.years[0];

/**
 * The accounts of all practices, each with its budget and its facts of the year, for peers that know nothing of
 * agreements: those are the same for all.
 * @param {number} events  facts of the year
 * @returns {readonly { stream: string, events: readonly object[] }[]}
 */
export function accountsOfTheYear(events) {
  const scene = sceneOf(SMALL);
  const accounts = new Map();
  for (const practice of scene.practices) {
    const { key, command, with: fields } = budget(practice, YEAR);
    const fact = {
      command,
      with: fields,
      type: 'IndicativeBudgetSet',
      data: fields,
      recordedAt: '2008-04-24T09:00:00.000Z',
    };
    accounts.set(`account-${practice.code}-${YEAR}`, [recordedEvent(fact, `bench/${key}`)]);
  }
  let made = 0;
  for (const fact of factsOfTheYear(scene, { events })) {
    made += 1;
    accounts.get(fact.stream)?.push(recordedEvent(fact, `bench/${made}`));
  }
  return [...accounts].map(([stream, written]) => ({ stream, events: written }));
}
