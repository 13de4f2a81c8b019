import { accessQuestions } from './catalogue/access.js';
import { accountQuestions } from './catalogue/accounts.js';
import { agreements } from './catalogue/agreements.js';
import { budgetQuestions, budgets } from './catalogue/budgets.js';
import { budgetsAndActuals } from './catalogue/budgets-and-actuals.js';
import { calendar, calendarQuestions } from './catalogue/calendar.js';
import { challengeQuestions, challenges } from './catalogue/challenges.js';
import { claimsAndPayments } from './catalogue/claims-and-payments.js';
import { cases } from './catalogue/cases.js';
import { caseQuestions } from './catalogue/case-questions.js';
import { claimQuestions, claims } from './catalogue/claims.js';
import { closing, closingQuestions } from './catalogue/closing.js';
import { corrections } from './catalogue/corrections.js';
import { disputeQuestions, disputes, disputeSteps } from './catalogue/disputes.js';
import { documentQuestions, documents } from './catalogue/documents.js';
import { finance } from './catalogue/finance.js';
import { groups } from './catalogue/groups.js';
import { organisations } from './catalogue/organisations.js';
import { aboutPolicies, policies } from './catalogue/policies.js';
import { figures } from './catalogue/figures.js';
import { issuedStatementQuestions, issuedStatements } from './catalogue/issued-statements.js';
import { spending, spendingQuestions } from './catalogue/spending.js';
import { successions } from './catalogue/successions.js';
import { statedAccounts, statedAccountsQuestions } from './catalogue/stated-accounts.js';
import { successionRegisterQuestions } from './catalogue/succession-register.js';
import { transferQuestions, transfers } from './catalogue/transfers.js';
import { waitingQuestions } from './catalogue/waiting.js';
import { fieldsOf, type Dto } from './shape.js';

export type { CatalogueEntry } from './catalogue/entry.js';

/** Every command: those of the core in the order of its table, then those of the page on which the contract goes on. */
export const commandCatalogue = {
  ...organisations,
  ...agreements,
  ...budgetsAndActuals,
  ...finance,
  ...claimsAndPayments,
  ...groups,
  ...successions,
  ...disputes,
  ...corrections,
  ...policies,
  ...cases,
  ...documents,
  ...budgets,
  ...calendar,
  ...challenges,
  ...claims,
  ...spending,
  ...closing,
  ...issuedStatements,
  ...disputeSteps,
  ...transfers,
  ...statedAccounts,
};

export type CommandName = keyof typeof commandCatalogue;
/** What a valid `with` of a command looks like. */
export type CommandInput<Name extends CommandName> = (typeof commandCatalogue)[Name]['example'];

export const questionCatalogue = {
  ...figures,
  ...caseQuestions,
  ...disputeQuestions,
  ...aboutPolicies,
  ...issuedStatementQuestions,
  ...budgetQuestions,
  ...calendarQuestions,
  ...challengeQuestions,
  ...claimQuestions,
  ...spendingQuestions,
  ...closingQuestions,
  ...accountQuestions,
  ...documentQuestions,
  ...transferQuestions,
  ...statedAccountsQuestions,
  ...successionRegisterQuestions,
  ...waitingQuestions,
  ...accessQuestions,
};

export type QuestionName = keyof typeof questionCatalogue;
export type QuestionInput<Name extends QuestionName> = (typeof questionCatalogue)[Name]['example'];

export const commandNames = Object.keys(commandCatalogue) as CommandName[];
export const questionNames = Object.keys(questionCatalogue) as QuestionName[];

export const isCommandName = (name: string): name is CommandName => Object.hasOwn(commandCatalogue, name);
export const isQuestionName = (name: string): name is QuestionName => Object.hasOwn(questionCatalogue, name);

/** The class of a command or question. */
export const dtoOf = (name: CommandName | QuestionName): Dto =>
  isCommandName(name) ? commandCatalogue[name].dto : questionCatalogue[name].dto;

/** Where a question is asked below /api/v1/: rollUp at roll-up. */
export const questionPath = (name: QuestionName): string =>
  name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** A question with lists or objects among its fields is asked by POST. */
export const isAskedByPost = (name: QuestionName): boolean =>
  [...fieldsOf(dtoOf(name)).values()].some(({ kind }) => kind.holds === 'parts' && kind.schema['enum'] === undefined);
