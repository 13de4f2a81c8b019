import { STARTS, daysBefore, drawnAgreements, signatoryOf, type DrawnAgreement } from '../agreements.js';
import type { Scene } from '../scene.js';
import { dayIn, type Draft, type Wave } from '../wave.js';

/** Agreements as they begin: proposed, signed by the holder, signed by the commissioner; and the shares that are raised. */
export const agreementWaves = (scene: Scene): readonly Wave[] => [
  ...STARTS.flatMap((month) => beginningIn(scene, month)),
  ...raisedShares(scene),
];

function beginningIn(scene: Scene, month: number): readonly Wave[] {
  const from = dayIn(scene.year, month, 1);
  const ours = () => [...drawnAgreements(scene)].filter((agreement) => agreement.from === from);
  return [
    {
      on: daysBefore(from, 18),
      doing: 'agreements proposed',
      *drafts() {
        for (const { id: agreement, commissioner, holder, to, terms } of ours()) {
          const fields = { agreement, commissioner, holder, from, to, terms };
          yield {
            key: `${agreement}/proposed`,
            command: 'ProposeAgreement',
            source: scene.synthetic,
            with: () => fields,
          };
        }
      },
    },
    {
      on: daysBefore(from, 8),
      doing: 'agreements signed by practices and groups',
      *drafts() {
        for (const agreement of ours()) yield signing(scene, agreement, agreement.holder);
      },
    },
    {
      on: daysBefore(from, 4),
      doing: 'agreements signed by commissioners',
      *drafts() {
        for (const agreement of ours()) if (agreement.isSigned) yield signing(scene, agreement, agreement.commissioner);
      },
    },
  ];
}

function signing(scene: Scene, { id: agreement }: DrawnAgreement, organisation: string): Draft {
  const fields = { agreement, organisation, signatory: signatoryOf(scene, organisation) };
  const source = scene.synthetic;
  return { key: `${agreement}/signed/${organisation}`, command: 'SignAgreement', source, with: () => fields };
}

function raisedShares(scene: Scene): readonly Wave[] {
  const { year, synthetic: source } = scene;
  const ours = () =>
    [...drawnAgreements(scene)].filter(({ raisedToBp, isSigned }) => raisedToBp !== undefined && isSigned);
  const signed = (party: 'holder' | 'commissioner') =>
    function* (): Generator<Draft> {
      for (const agreement of ours()) {
        const organisation = agreement[party];
        const variation = `V-${agreement.id}`;
        const fields = {
          agreement: agreement.id,
          variation,
          organisation,
          signatory: signatoryOf(scene, organisation),
        };
        yield { key: `${variation}/signed/${organisation}`, command: 'SignVariation', source, with: () => fields };
      }
    };
  return [
    {
      on: dayIn(year, 7, 15),
      doing: 'variations proposed',
      *drafts() {
        for (const { id: agreement, raisedToBp: shareBp } of ours()) {
          const variation = `V-${agreement}`;
          const fields = { agreement, variation, effectiveFrom: dayIn(year, 8, 1), terms: { shareBp } };
          yield { key: `${variation}/proposed`, command: 'VaryAgreement', source, with: () => fields };
        }
      },
    },
    { on: dayIn(year, 7, 22), doing: 'variations signed by practices and groups', drafts: signed('holder') },
    { on: dayIn(year, 7, 27), doing: 'variations signed by commissioners', drafts: signed('commissioner') },
  ];
}
