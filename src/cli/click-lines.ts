import type { ClickEvent } from '../clicks/store/event.js';
import { millisecondsOf } from '../clicks/store/record.js';

/** What is wrong with a line. The message holds nothing of it. */
export class LineError extends Error {
  override readonly name = 'LineError';
}

/**
 * Reads one click as JSON writes it: times as ISO 8601 with a zone, or as milliseconds since 1970; `null` for what there
 * is not, as databases export it. The aggregator checks the rest.
 */
export function readClick(line: string): ClickEvent {
  const event = objectOf(line);
  for (const name in event) if (event[name] === null) delete event[name];
  event['at'] = timeOf('at', event['at']);
  if (event['sentAt'] !== undefined) event['sentAt'] = timeOf('sentAt', event['sentAt']);
  for (const name of ['userAgent', 'method', 'ip'])
    if (event[name] !== undefined && typeof event[name] !== 'string') throw new LineError(`${name} must be a string`);
  if (event['headers'] !== undefined && !isRecord(event['headers'])) throw new LineError('headers must be an object');
  const { tags } = event;
  if (tags !== undefined && !(isRecord(tags) && Object.values(tags).every((tag) => typeof tag === 'string')))
    throw new LineError('tags must be an object of strings');
  return event as unknown as ClickEvent;
}

function objectOf(line: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw new LineError('is not JSON');
  }
  if (!isRecord(value)) throw new LineError('is not a JSON object');
  return value;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

function timeOf(name: string, value: unknown): number {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string') throw new LineError(`${name} is missing or no time`);
  const time = millisecondsOf(value);
  if (time === undefined) throw new LineError(`${name} must be ISO 8601 with a time zone, or milliseconds since 1970`);
  return time;
}
