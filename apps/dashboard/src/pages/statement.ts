import type { Pence } from '#kernel';
import { address, holderAddress, journalAddress, type HolderKind } from '../address.js';
import type { Entitlement } from '../answers.js';
import type { Api } from '../api.js';
import { isPinned, momentIn } from '../moment.js';
import type { Page } from '../page.js';
import { codeOf, type Asked } from '../request.js';
import type { OrganisationRow } from '../rows.js';
import { claimsTable, disputesIn, moneyTable } from '../statement/acts.js';
import { agreementsIn, periodInWords, signedInWords } from '../statement/agreements.js';
import { cards, suspensionOf } from '../statement/cards.js';
import { computation } from '../statement/computation.js';
import { gathered } from '../statement/gathered.js';
import {
  entitlementOf,
  holderOf,
  organisation,
  statementsOf,
  yearShown,
  yearsToShow,
  type Holder,
} from '../statement/holder.js';
import { breadcrumbs, dateForm, linksOf, type Links } from '../statement/links.js';
import { memberTable, namesOfMembers } from '../statement/members.js';
import { monthFigure, monthTable } from '../statement/months.js';
import { splitName } from '../words/codes.js';

/** The statement of a practice or group for a year, as at a day and as known at a moment. */
export const statementPage =
  (kind: HolderKind) =>
  async (asked: Asked): Promise<Page> => {
    const { api } = asked;
    const moment = momentIn(asked.query);
    const [holder, statements] = await Promise.all([holderOf(asked, kind), statementsOf(api, codeOf(asked))]);
    const year = yearShown(asked, statements);
    const answer = await entitlementOf(api, holder, year, moment, kind === 'GROUP' ? true : undefined);
    const [all, body, members] = await Promise.all([
      gathered(api, holder, answer, statements),
      bodyOf(api, answer.debtor ?? holder.belongsTo),
      kind === 'GROUP' ? namesOfMembers(api, holder.code, year) : new Map<string, string>(),
    ]);
    const links = linksOf(holder, year, moment);
    const known = { knownAt: moment.knownAt, position: moment.position };
    return {
      template: 'statement.njk',
      title: holder.name,
      section: 'practices',
      breadcrumbs: breadcrumbs(body, year, moment),
      standing: {
        position: answer.position,
        clock: answer.clock,
        knownAt: answer.knownAt,
        asAt: answer.asAt,
        permanent: links.here({ asAt: answer.asAt, knownAt: answer.knownAt, position: answer.position }),
        ...(isPinned(moment) ? { latest: links.here({ asAt: moment.asAt }) } : {}),
      },
      model: {
        holder,
        split: holder.splitKey === undefined ? undefined : splitName(holder.splitKey),
        caption: captionOf(holder, body),
        year,
        years: yearsToShow(statements.items, year).map((each) => ({
          text: each,
          href: holderAddress(kind)(holder.code, { ...moment, year: each, asAt: undefined }),
          isCurrent: each === year,
        })),
        dates: dateForm(asked.path, year, moment),
        cards: cards(all, holder, body, links),
        suspension: suspensionOf(all, holder, body),
        disputes: disputesIn(all.disputes)
          .filter(({ isOpen }) => isOpen)
          .map((each) => ({ ...each, whole: address('/questions/dispute', { dispute: each.id, ...known }) })),
        computation: computation(answer).map((row) => ({ ...row, href: links.derivation(row.figure) })),
        besides: besides(answer, links),
        months: monthFigure(all, holder),
        monthTable: monthTable(all, links),
        agreements: agreementsIn(all.agreements).map((each) => ({
          ...each,
          period: periodInWords(each.from, each.to),
          standing: signedInWords(each),
          variations: each.variations.map((varied) => ({ ...varied, standing: signedInWords(varied) })),
        })),
        money: moneyTable(all.account),
        claims: claimsTable([...all.account, ...all.disputes]),
        ...(kind === 'GROUP' ? { members: memberTable(answer, members, moment) } : {}),
        links: {
          changes: links.below('/changes', {}),
          derivation: links.derivation('entitlementPence'),
          journal: journalAddress({ holder: holder.code, year }),
        },
      },
    };
  };

const bodyOf = async (api: Api, code: string | null): Promise<OrganisationRow | undefined> =>
  code === null ? undefined : organisation(api, code);

const captionOf = ({ kind, code }: Holder, body: OrganisationRow | undefined): string =>
  `${code} · ${kind === 'GROUP' ? 'Group of practices' : 'Practice'}${body ? ` of ${body.name}` : ''}`;

/** What stands beside the figure, where there is anything. */
function besides(answer: Entitlement, { derivation }: Links) {
  const rows: readonly (readonly [string, Pence, string])[] = [
    ['The commissioner’s part of the net saving', answer.commissionerSharePence, 'commissionerSharePence'],
    ['Still to be recovered for earlier overspends', answer.stillToRecoverPence, 'stillToRecoverPence'],
    ['Overspend of this year', answer.overspendPence, 'overspendPence'],
    ['Actuals of lines without a budget, which count nowhere', answer.unbudgetedPence, 'unbudgetedPence'],
  ];
  return rows.flatMap(([name, pence, figure]) => (pence === 0 ? [] : [{ name, pence, href: derivation(figure) }]));
}
