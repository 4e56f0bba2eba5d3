/** Who may see what: what others need of it. */
export { accessRecords } from './access-record.ts';
