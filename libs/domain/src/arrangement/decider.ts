import { dayOf } from '#kernel';
import { dayDone } from '../day-done.js';
import type { Decide } from '../decision.js';
import { Rejected } from '../refusals.js';
import { streamOf } from '../streams.js';
import { guaranteeOn, waived } from './assurance.js';
import type { ArrangementCommands } from './commands.js';
import { arrangements } from './state.js';

export const arrangementDeciders: { readonly [C in keyof ArrangementCommands]: Decide<ArrangementCommands[C]> } = {
  WaiveAssurance: ({ signedOn, ...data }, { recordedOn }) => [
    { type: 'AssuranceWaived', data: { ...data, signedOn: dayDone(signedOn, recordedOn, 'signedOn') } },
  ],

  EnterArrangement(data, { facts }) {
    const { arrangement, holder, commissioner, from } = data;
    const { waivers } = facts.stateOf(arrangements, streamOf.arrangements(holder));
    const assurance =
      guaranteeOn(facts, facts.agreements(holder), commissioner, dayOf(from)) ??
      waived(waivers, arrangement, commissioner);
    if (!assurance) {
      throw new Rejected(
        'NO_ASSURANCE',
        `${holder} had no guarantee of ${commissioner}, signed by both on or before ${from} and in force that day, and did not waive it`,
      );
    }
    return [{ type: 'ArrangementEntered', data: { ...data, ...assurance } }];
  },
};
