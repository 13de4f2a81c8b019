import { Code, DateField, OneOf, Text } from '../fields.js';

export const SPLIT_KEYS = ['LIST', 'EQUAL'] as const;
export type SplitKey = (typeof SPLIT_KEYS)[number];

export class CreateGroup {
  @Code() readonly group!: string;
  @Text() readonly name!: string;
  @Code() readonly commissioner!: string;
  @OneOf(SPLIT_KEYS, { about: 'By list size or in equal parts' }) readonly splitKey!: SplitKey;
}

export class JoinGroup {
  @Code() readonly group!: string;
  @Code() readonly practice!: string;
  @DateField() readonly from!: string;
}

export class LeaveGroup {
  @Code() readonly group!: string;
  @Code() readonly practice!: string;
  @DateField() readonly lastDay!: string;
}
