// Clicks into Postgres by Prisma's raw queries. POSTGRES_URL names the server. Your schema needs no model of these tables, and
// `prisma generate` must have been run; its migrations leave the tables alone if you put `create().statements` into one of them.

import { PrismaPg } from '@prisma/adapter-pg';
import prismaClient from '@prisma/client';
import { clickTable } from 'clickstamp/sql';
import { printLinks, records, runAll } from './shared/records.mjs';

const adapter = new PrismaPg({ connectionString: process.env.POSTGRES_URL });
const prisma = new prismaClient.PrismaClient({ adapter });
const run = (text, values) => prisma.$queryRawUnsafe(text, ...values);

const clicks = clickTable({ dialect: 'postgres', name: 'clicks' });
await clicks.create().read(run);
await runAll(clicks.insert([...records, ...records]), run);
// The statements of one call in one transaction.
const renamed = clicks.renameContact('c-2', 'c-9');
await prisma.$transaction(renamed.map(({ text, values }) => prisma.$executeRawUnsafe(text, ...values)));
await runAll(clicks.settle({ now: new Date('2026-11-26T02:00:00Z') }), run);

await printLinks(clicks, run);
const people = await clicks.contactsOf('sale').read(run);
console.log(people.map(({ contactId }) => contactId).join(' '));
await prisma.$disconnect();
