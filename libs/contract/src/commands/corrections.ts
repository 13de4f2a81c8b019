import { Id, Text } from '../fields.js';
import { ExactlyOneOf } from '../rules.js';

@ExactlyOneOf<RecordInError>('label', 'command')
export class RecordInError {
  @Id({ optional: true, about: 'The label of the step; or command' }) readonly label?: string;
  @Id({ optional: true, about: 'The id of the command; or label' }) readonly command?: string;
  @Text() readonly because!: string;
}
