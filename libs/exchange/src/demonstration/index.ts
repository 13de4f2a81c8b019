export { AFTER_DEFICIT, BEFORE_DEFICIT, deficitLabels } from './deficit.js';
export * from './load-story.js';
export { PCT as DEMONSTRATION_PCT } from './organisations.js';
export * from './story.js';
export type { LoadedStep, StoryStep } from './story-step.js';
