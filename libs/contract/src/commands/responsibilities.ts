import { Code, DateField, Id, LineField, OneOf } from '../fields.js';
import type { Line } from '../kinds.js';
import { ExactlyOneOf } from '../rules.js';

export const SCOPES = ['RESIDUAL', 'DEVOLVED'] as const;
export type Scope = (typeof SCOPES)[number];

@ExactlyOneOf<AssignService>('line', 'service')
export class AssignService {
  @Code({ about: 'For whose population' }) readonly commissioner!: string;
  @LineField({ optional: true, about: 'A whole line; or service' }) readonly line?: Line;
  @Id({ optional: true, about: 'The name of a service that is no line of its own; or line' }) readonly service?: string;
  @Code({ about: 'The body or group that commissions it from that day' }) readonly to!: string;
  @OneOf(SCOPES, { about: 'Kept at the commissioner’s or a wider level, or devolved to practices' })
  readonly scope!: Scope;
  @DateField() readonly from!: string;
}

export class SetAccountability {
  @Code({ about: 'For whose population' }) readonly commissioner!: string;
  @Id({ about: 'A body or a role, registered or not' }) readonly who!: string;
  @Id({ about: 'A body or a role, registered or not' }) readonly answersTo!: string;
  @Id({ about: 'For what' }) readonly about!: string;
  @DateField() readonly from!: string;
}
