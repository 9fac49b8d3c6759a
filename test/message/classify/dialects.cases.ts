import type { LinkKind } from '../../../src/link.js';

/** One case for each row of `DIALECTS`: markup of a link, and what it says. */
export interface DialectCase {
  readonly attribute: string;
  readonly markup: string;
  /** A look-alike that must not count. */
  readonly not?: string;
  readonly optOut?: true;
  readonly noUtm?: true;
  readonly id?: string;
  readonly tags?: Readonly<Record<string, string>>;
  readonly kind?: LinkKind;
  readonly appLink?: true;
  readonly appLinkPath?: string;
}

export const DIALECT_CASES: readonly DialectCase[] = [
  {
    attribute: 'data-clickstamp-track',
    markup: 'data-clickstamp-track="off"',
    not: 'data-clickstamp-track="on"',
    optOut: true,
  },
  {
    attribute: 'data-clickstamp-id',
    markup: 'data-clickstamp-id="4711"',
    not: 'data-clickstamp-ids="4711"',
    id: '4711',
  },
  { attribute: 'data-clickstamp-tags', markup: 'data-clickstamp-tags="a:1"', tags: { a: '1' } },
  {
    attribute: 'data-clickstamp-kind',
    markup: 'data-clickstamp-kind="preview"',
    not: 'data-clickstamp-kind="x"',
    kind: 'preview',
  },
  { attribute: 'data-track', markup: 'data-track="off"', not: 'data-track="hero"', optOut: true },
  {
    attribute: 'data-link-id',
    markup: 'DATA-LINK-ID=" hero "',
    not: 'data-link-id="4c2f9b3e-1d6a-4e0b-9a77-0c3f5a1b2d4e"',
    id: 'hero',
  },
  {
    attribute: 'data-link-tags',
    markup: 'data-link-tags="place:top; size : l;bad;:x"',
    tags: { place: 'top', size: 'l' },
  },
  {
    attribute: 'data-link-kind',
    markup: 'data-link-kind="Preferences"',
    not: 'data-link-kind="mailto"',
    kind: 'preferences',
  },
  { attribute: 'clicktracking', markup: 'clicktracking=off', not: 'clicktracking=on', optOut: true },
  { attribute: 'universal', markup: 'universal="true"', not: 'universal="false"', appLink: true },
  { attribute: 'data-universal', markup: 'data-universal="true"', not: 'data-universal', appLink: true },
  { attribute: 'disable-tracking', markup: 'disable-tracking=true', not: 'disable-tracking=false', optOut: true },
  { attribute: 'data-pm-no-track', markup: 'data-pm-no-track', not: 'data-pm-no-tracks', optOut: true },
  { attribute: 'ses:no-track', markup: 'ses:no-track=""', not: 'no-track', optOut: true },
  {
    attribute: 'ses:tags',
    markup: 'ses:tags="product:book;genre:fiction;"',
    tags: { product: 'book', genre: 'fiction' },
  },
  { attribute: 'mc:disable-tracking', markup: 'mc:disable-tracking', optOut: true },
  {
    attribute: 'data-msys-clicktrack',
    markup: 'data-msys-clicktrack="0"',
    not: 'data-msys-clicktrack="1"',
    optOut: true,
  },
  { attribute: 'data-msys-linkname', markup: 'data-msys-linkname="hero"', id: 'hero' },
  { attribute: 'data-msys-link-name', markup: 'data-msys-link-name="hero"', id: 'hero' },
  {
    attribute: 'data-msys-unsubscribe',
    markup: 'data-msys-unsubscribe="1"',
    not: 'data-msys-unsubscribe="0"',
    kind: 'unsubscribe',
  },
  {
    attribute: 'data-msys-sublink',
    markup: 'data-msys-sublink="open-in-app"',
    appLink: true,
    appLinkPath: 'open-in-app',
  },
  { attribute: 'class', markup: 'class="mktNoTrack btn"', not: 'class="mktNoTracked"', optOut: true },
  { attribute: 'class', markup: 'class="btn untracked"', not: 'class="btn-untracked"', optOut: true },
  { attribute: 'data-cio-tag', markup: 'data-cio-tag="nav"', not: 'data-cio-tag=""', tags: { group: 'nav' } },
  { attribute: 'cm_dontconvertlink', markup: 'cm_dontconvertlink', optOut: true },
  { attribute: 'mb_dontconvertlink', markup: 'mb_dontconvertlink', optOut: true },
  {
    attribute: 'data-disable-tracking',
    markup: 'data-disable-tracking="true"',
    not: 'data-disable-tracking="no"',
    optOut: true,
  },
  { attribute: 'mautic:disable-tracking', markup: 'mautic:disable-tracking="true"', optOut: true },
  { attribute: 'ecm:tracking', markup: 'ecm:tracking="false"', not: 'ecm:tracking="true"', optOut: true },
  { attribute: 'hstracking', markup: 'HsTracking="false"', not: 'HsTracking="true"', optOut: true },
  { attribute: 'autotrack', markup: 'autotrack="false"', not: 'autotrack="true"', optOut: true },
  { attribute: 'dnt', markup: 'dnt="true"', not: 'dnt="false"', optOut: true },
  { attribute: 'konvey-notrack', markup: 'konvey-notrack', optOut: true },
  { attribute: 'konvey-title', markup: 'konvey-title="hero"', id: 'hero' },
  { attribute: 'data-as-no-track', markup: 'data-as-no-track', optOut: true },
  { attribute: 'data-no-track', markup: 'data-no-track="false"', not: 'data-no-tracking="yes"', optOut: true },
  { attribute: 'data-skip-click', markup: 'data-skip-click="true"', optOut: true },
  { attribute: 'data-ph-no-track', markup: 'data-ph-no-track', not: 'data-ph-no-tracks', optOut: true },
  { attribute: 'data-ph-no-utm', markup: 'data-ph-no-utm', not: 'data-ph-utm', noUtm: true },
];
