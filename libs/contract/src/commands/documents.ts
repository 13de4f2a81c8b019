import { Code, DateField, OneOf, Sha256, Text } from '../fields.js';

export const CLASSIFICATIONS = ['GUARANTEE', 'COMFORT', 'OTHER'] as const;
export type DocumentClass = (typeof CLASSIFICATIONS)[number];

export class ClassifyDocument {
  @Sha256() readonly document!: string;
  @Code({ about: 'The practice or group to which it is presented as a promise' }) readonly holder!: string;
  @OneOf(CLASSIFICATIONS) readonly as!: DocumentClass;
  @Code({ about: 'The body that decides' }) readonly organisation!: string;
  @Text({ longest: 200, about: 'Who decided; kept sealed' }) readonly decidedBy!: string;
  @Text() readonly because!: string;
  @DateField({ optional: true, about: 'Left out: the day recorded' }) readonly decidedOn?: string;
  @Code({ optional: true, about: 'Who keeps the document, where the ledger does not' }) readonly heldBy?: string;
}
