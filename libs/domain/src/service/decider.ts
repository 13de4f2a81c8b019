import { dateOf, dayOf } from '#kernel';
import type { Decide, DecisionFacts } from '../decision.js';
import { Rejected } from '../refusals.js';
import { streamOf } from '../streams.js';
import type { ServiceCommands } from './commands.js';
import { runsOn, services, type Service } from './state.js';

const ofScheme = (facts: DecisionFacts, holder: string, scheme: string): readonly Service[] =>
  facts.stateOf(services, streamOf.services(holder)).filter((service) => service.scheme === scheme);

export const serviceDeciders: { readonly [C in keyof ServiceCommands]: Decide<ServiceCommands[C]> } = {
  StartService(data, { facts }) {
    const { scheme, holder, from } = data;
    const held = ofScheme(facts, holder, scheme).find(({ lastDay }) => lastDay === undefined || lastDay >= dayOf(from));
    if (held) {
      const until = held.lastDay === undefined ? '' : ` to ${dateOf(held.lastDay)}`;
      throw new Rejected('ALREADY_STARTED', `${scheme} of ${holder} runs from ${dateOf(held.from)}${until}`);
    }
    return [{ type: 'ServiceStarted', data }];
  },

  StopService(data, { facts }) {
    const { scheme, holder, lastDay } = data;
    const running = ofScheme(facts, holder, scheme).find((service) => runsOn(service, dayOf(lastDay)));
    if (!running) throw new Rejected('NOT_RUNNING', `${scheme} of ${holder} does not run on ${lastDay}`);
    return [{ type: 'ServiceStopped', data: { ...data, commissioner: running.commissioner } }];
  },
};
