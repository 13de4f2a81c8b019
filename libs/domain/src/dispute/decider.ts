import { dayOf } from '#kernel';
import type { Decide, Occasion } from '../decision.js';
import type { DisputeCommands } from './commands.js';
import * as rules from './rules.js';
import type { Dispute } from './state.js';

/** The dispute that a command names, and whose year it is about. */
function named<Command extends { readonly dispute: string }>(
  { dispute: id }: Command,
  { facts }: Occasion,
): { readonly dispute: Dispute; readonly of: { dispute: string; holder: string; year: string } } {
  const dispute = facts.dispute(id);
  const { holder, year } = dispute.opened!;
  return { dispute, of: { dispute: id, holder, year } };
}

export const disputeDeciders: { readonly [C in keyof DisputeCommands]: Decide<DisputeCommands[C]> } = {
  OpenDispute(data, occasion) {
    if (data.openedOn !== undefined) rules.dayDone('openedOn', data.openedOn, occasion);
    return [{ type: 'DisputeOpened', data }];
  },

  EscalateDispute(data, occasion) {
    const { dispute, of } = named(data, occasion);
    rules.mustBeOpen(dispute, of.dispute);
    rules.mustBeAbove(dispute, data.step);
    const startedOn = rules.dayDone('startedOn', data.startedOn, occasion);
    rules.mustFollow(dispute, dayOf(startedOn));
    return [{ type: 'DisputeEscalated', data: { ...data, ...of, startedOn } }];
  },

  RequestExtension(data, occasion) {
    const { dispute, of } = named(data, occasion);
    rules.mustBeNewIn(dispute.extensions, data.extension, 'extension');
    rules.mustBeOpen(dispute, of.dispute);
    rules.mustBeParty(dispute, data.organisation, occasion);
    const requestedOn = rules.dayDone('requestedOn', data.requestedOn, occasion);
    return [{ type: 'ExtensionRequested', data: { ...data, ...of, requestedOn } }];
  },

  GrantExtension(data, occasion) {
    const { dispute, of } = named(data, occasion);
    rules.extensionIn(dispute, data.extension);
    rules.mustBeOpen(dispute, of.dispute);
    const grantedOn = rules.dayDone('grantedOn', data.grantedOn, occasion);
    return [{ type: 'ExtensionGranted', data: { ...data, ...of, grantedOn } }];
  },

  AddEvidence(data, occasion) {
    const { dispute, of } = named(data, occasion);
    rules.mustBeNewIn(dispute.evidence, data.evidence, 'evidence');
    const receivedOn = rules.dayDone('receivedOn', data.receivedOn, occasion);
    return [{ type: 'EvidenceAdded', data: { ...data, ...of, receivedOn } }];
  },

  StatePosition(data, occasion) {
    const { dispute, of } = named(data, occasion);
    rules.mustBeNewIn(dispute.positions, data.statement, 'statement');
    rules.mustBeParty(dispute, data.organisation, occasion);
    const statedOn = rules.dayDone('statedOn', data.statedOn, occasion);
    return [{ type: 'PositionStated', data: { ...data, ...of, statedOn } }];
  },

  MakeOffer(data, occasion) {
    const { dispute, of } = named(data, occasion);
    rules.mustBeNewIn(dispute.offers, data.offer, 'offer');
    rules.mustBeOpen(dispute, of.dispute);
    rules.mustBeParty(dispute, data.organisation, occasion);
    const madeOn = rules.dayDone('madeOn', data.madeOn, occasion);
    return [{ type: 'OfferMade', data: { ...data, ...of, madeOn } }];
  },

  AcceptOffer(data, occasion) {
    const { dispute, of } = named(data, occasion);
    const offer = rules.offerIn(dispute, data.offer);
    rules.mustBeOpen(dispute, of.dispute);
    rules.mustBeParty(dispute, data.organisation, occasion);
    rules.mustBeOfOtherSide(dispute, offer, data.organisation);
    const acceptedOn = rules.dayDone('acceptedOn', data.acceptedOn, occasion);
    rules.mustStand(dispute, offer, dayOf(acceptedOn));
    const { pence, shareBp } = offer;
    const offered = { ...(pence === undefined ? {} : { pence }), ...(shareBp === undefined ? {} : { shareBp }) };
    return [{ type: 'OfferAccepted', data: { ...data, ...of, ...offered, acceptedOn } }];
  },

  IssueRuling({ effects = [], ...data }, occasion) {
    const { dispute, of } = named(data, occasion);
    rules.mustNotBeRuled(dispute, of.dispute);
    rules.mustNotBeClosed(dispute, of.dispute);
    rules.effectsMustBeAllowed(effects, data.outcome, dispute, occasion);
    return [{ type: 'RulingIssued', data: { ...data, ...of, effects } }];
  },

  SupersedeRuling({ because, outcome, effects = [], ...data }, occasion) {
    const { dispute, of } = named(data, occasion);
    rules.mustBeRuled(dispute, of.dispute);
    const { organisation } = data;
    const by = organisation === undefined ? {} : { organisation };
    const superseded = { type: 'RulingSuperseded', data: { ...of, ...by, because } };
    if (outcome === undefined) return [superseded];
    rules.effectsMustBeAllowed(effects, outcome, dispute, occasion);
    return [superseded, { type: 'RulingIssued', data: { ...of, ...by, outcome, effects } }];
  },

  ComplyWithRuling(data, occasion) {
    const { dispute, of } = named(data, occasion);
    rules.mustBeRuled(dispute, of.dispute);
    rules.mustBeParty(dispute, data.organisation, occasion);
    const compliedOn = rules.dayDone('compliedOn', data.compliedOn, occasion);
    return [{ type: 'RulingCompliedWith', data: { ...data, ...of, compliedOn } }];
  },

  CloseDispute(data, occasion) {
    const { dispute, of } = named(data, occasion);
    rules.mustNotBeClosed(dispute, of.dispute);
    if (data.how === 'COMPLIED') rules.mustBeRuled(dispute, of.dispute);
    const closedOn = rules.dayDone('closedOn', data.closedOn, occasion);
    return [{ type: 'DisputeClosed', data: { ...data, ...of, closedOn } }];
  },

  ReopenDispute(data, occasion) {
    const { dispute, of } = named(data, occasion);
    if (data.evidence !== undefined) rules.mustBeIn(dispute.evidence, data.evidence);
    rules.mustNotBeOpen(dispute, of.dispute);
    rules.mustBeParty(dispute, data.organisation, occasion);
    const reopenedOn = rules.dayDone('reopenedOn', data.reopenedOn, occasion);
    return [{ type: 'DisputeReopened', data: { ...data, ...of, reopenedOn } }];
  },

  PassDisputeDeadline(data, occasion) {
    const { dispute, of } = named(data, occasion);
    rules.mustHavePassed(dispute, data.step, dayOf(data.dueOn), occasion);
    return [{ type: 'DisputeDeadlinePassed', data: { ...data, ...of } }];
  },
};
