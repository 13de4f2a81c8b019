/** Of the rules that make a figure. It changes with any change that could move a penny; old versions stay runnable. */
export const RULE_VERSION = '1';
