import { commissionerAddress } from '../address.js';
import type { Entitlement } from '../answers.js';
import { NO_FUND, detail, detailUnlessNil, type FigureCard } from '../figures.js';
import type { OrganisationRow } from '../rows.js';
import { CONTESTED, basisTag, figureTag, releaseTag } from '../words/codes.js';
import { dayInWords } from '../words/dates.js';
import { standingSuspension, type Suspension } from './acts.js';
import type { Gathered } from './gathered.js';
import type { Holder } from './holder.js';
import type { Links } from './links.js';

/** The three figures of a statement, each with what belongs to it. */
export function cards(
  { answer, affordable }: Gathered,
  { kind }: Holder,
  body: OrganisationRow | undefined,
  links: Links,
): readonly FigureCard[] {
  const { derivation } = links;
  const owing = body?.name ?? 'the commissioner';
  const parts = answer.parts.length > 1 ? answer.parts : [];
  return [
    {
      key: 'entitled',
      name: 'Entitled',
      pence: answer.entitlementPence,
      href: derivation('entitlementPence'),
      says: `What the rules give for ${answer.year}, as at ${dayInWords(answer.asAt)}. The commissioner’s finances never change it.`,
      tags: [basisTag(answer.basis), figureTag(answer.figureStatus), ...(answer.contested ? [CONTESTED] : [])],
      details: [
        ...parts.flatMap(({ basis, pence }) => detail(`By ${basisTag(basis).text.toLowerCase()}`, pence)),
        ...detail('Offered', answer.offeredPence, derivation('offeredPence')),
        ...detailUnlessNil('Disputed', answer.disputedPence, derivation('disputedPence')),
        ...detail('Confirmed', answer.confirmedPence, derivation('confirmedPence')),
      ],
    },
    kind === 'GROUP'
      ? {
          key: 'affordable',
          name: 'Affordable',
          pence: null,
          says: 'Told practice by practice: a group’s money is in its members’ statements.',
          tags: [],
          details: [],
        }
      : affordableCard(answer, affordable, owing, links),
    {
      key: 'paid',
      name: 'Paid',
      pence: answer.paidPence,
      href: derivation('paidPence'),
      says: 'What has been paid, less what was taken back.',
      tags: [releaseTag(answer.releaseStatus)],
      details: [
        ...detail('Outstanding', answer.outstandingPence, derivation('outstandingPence')),
        ...detailUnlessNil('Overpaid', answer.overpaidPence, derivation('overpaidPence')),
        ...detailUnlessNil('Released', answer.releasedPence, derivation('releasedPence')),
      ],
    },
  ];
}

function affordableCard(
  { debtor, year }: Entitlement,
  affordable: Gathered['affordable'],
  owing: string,
  { dated }: Links,
): FigureCard {
  const pence = affordable?.affordablePence ?? null;
  const href =
    debtor === null ? undefined : commissionerAddress(debtor, { ...dated, figure: 'affordablePence' }, '/derivation');
  return {
    key: 'affordable',
    name: 'Affordable',
    pence,
    ...(pence === null || href === undefined ? {} : { href }),
    says:
      debtor === null
        ? 'No one body owes this.'
        : pence === null
          ? NO_FUND
          : `What the release fund of ${owing} for ${year} can still pay of it.`,
    tags: [],
    details: detailUnlessNil('Shortfall', affordable?.shortfallPence),
  };
}

/** Why nothing is paid, where that is so. */
export function suspensionOf(
  { answer, account, finances }: Gathered,
  { name }: Holder,
  body: OrganisationRow | undefined,
): Suspension | undefined {
  if (answer.releaseStatus !== 'SUSPENDED') return undefined;
  return (
    standingSuspension(account, `${body?.name ?? 'the commissioner'}, for ${name} alone,`) ??
    standingSuspension(finances, body?.name ?? 'the commissioner')
  );
}
