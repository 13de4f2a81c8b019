export { englishCalendar } from './english-calendar.js';
