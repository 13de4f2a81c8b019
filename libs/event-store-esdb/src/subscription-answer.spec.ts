import shared from '@eventstore/db-client/generated/shared_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import { subscriptionAnswer } from './subscription-answer.js';

const { ReadResp } = streams;
const checkpoint = new ReadResp.Checkpoint().setCommitPosition('4096').setPreparePosition('4096');
const confirmation = new ReadResp.SubscriptionConfirmation().setSubscriptionId('a');
const notFound = new ReadResp.StreamNotFound().setStreamIdentifier(new shared.StreamIdentifier());

test.each([
  ['confirmation', new ReadResp().setConfirmation(confirmation)],
  ['checkpoint', new ReadResp().setCheckpoint(checkpoint)],
  ['caught up', new ReadResp().setCaughtUp(new ReadResp.CaughtUp())],
  ['other', new ReadResp().setStreamNotFound(notFound)],
])('of what is no event, "%s" is told apart', (told, answer) => {
  expect(subscriptionAnswer(Buffer.from(answer.serializeBinary()))).toBe(told);
});
