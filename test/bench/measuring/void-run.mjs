/** What was measured is not right: too few events, a penny too many, a conflict untold. Its figures count for nothing. */
export class VoidRun extends Error {}
