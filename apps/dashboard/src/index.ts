export { pages, type PagesOptions } from './pages.js';
