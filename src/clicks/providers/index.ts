export type { ClickRecord } from '../store/record.js';
export type { ProviderClicks, ProviderEventOptions } from './events.js';
export type { SentLink } from './links.js';
export { fromBrevo, fromMailgun, fromPostmark, fromResend, fromSendGrid, fromSes, fromSparkPost } from './sources.js';
