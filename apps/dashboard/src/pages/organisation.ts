import { bodyAddress, organisationAddress } from '../address.js';
import type { Page } from '../page.js';
import { Elsewhere, NoSuchPage, codeOf, type Asked } from '../request.js';
import { organisation } from '../statement/holder.js';
import { organisationType } from '../words/codes.js';

/** Leads to the page of a code, whatever it is the code of; a body without money of its own has its particulars here. */
export async function organisationPage(asked: Asked): Promise<Page> {
  const code = codeOf(asked);
  const body = await organisation(asked.api, code);
  if (!body) throw new NoSuchPage(`${code} is not recorded`);
  const { code: _code, ...parameters } = asked.query.all();
  const own = bodyAddress(body.type, code, parameters);
  if (!own.startsWith('/organisations/')) throw new Elsewhere(own);
  return {
    template: 'organisation.njk',
    title: body.name,
    section: 'practices',
    breadcrumbs: [{ text: 'Organisations', href: '/organisations' }],
    model: {
      caption: `${code} · ${organisationType(body.type)}`,
      body,
      above: body.belongsTo === null ? undefined : { text: body.belongsTo, href: organisationAddress(body.belongsTo) },
    },
  };
}
