import { spawn } from 'node:child_process';
import { mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { installPeers } from './install.mjs';

const longestLoadSeconds = 180;

/**
 * Starts Cerbos on one core with the organization's policies. Every statement is a rule of one role that asks whether the
 * principal has the statement's policy: roles are evaluated apart, and a deny in one would not beat an allow in another.
 */
export async function startCerbos(organization, directory, cpu) {
  installPeers();
  writePolicies(organization, directory);
  const [grpc, http] = [await freePort(), await freePort()];
  const settings = {
    'server.grpcListenAddr': `127.0.0.1:${grpc}`,
    'server.httpListenAddr': `127.0.0.1:${http}`,
    'storage.driver': 'disk',
    'storage.disk.directory': join(directory, 'policies'),
    'storage.disk.watchForChanges': 'false',
    'telemetry.disabled': 'true',
    'audit.enabled': 'false',
  };
  const given = Object.entries(settings).map(([key, value]) => `--set=${key}=${value}`);
  const program = createRequire(createRequire(import.meta.url).resolve('cerbos')).resolve(
    `@cerbos/cerbos-${process.platform}-${process.arch}`,
  );
  // It logs every call that a load generator cuts off at its end.
  const logFile = join(directory, 'log');
  const log = openSync(logFile, 'w');
  const child = spawn('taskset', ['-c', String(cpu), program, 'server', '--log-level=error', ...given], {
    stdio: ['ignore', log, log],
  });
  const stop = () => new Promise((resolve) => child.once('exit', resolve).kill('SIGTERM'));
  if (!(await listens(grpc, child))) {
    if (child.exitCode === null) await stop();
    throw new Error(`Cerbos did not load the policies: ${readFileSync(logFile, 'utf8').slice(0, 300)}`);
  }
  return { pid: child.pid, address: `127.0.0.1:${grpc}`, stop };
}

function writePolicies({ policies }, directory) {
  mkdirSync(join(directory, 'policies'), { recursive: true });
  const rules = new Map();
  for (const { name, statements } of policies) {
    for (const statement of statements) {
      const { service } = statement;
      if (!rules.has(service)) rules.set(service, []);
      rules.get(service).push(ruleOf(name, statement));
    }
  }
  for (const [resource, all] of rules) {
    const policy = {
      apiVersion: 'api.cerbos.dev/v1',
      resourcePolicy: { resource, version: 'default', rules: all },
    };
    writeFileSync(join(directory, 'policies', `${resource}.json`), JSON.stringify(policy));
  }
}

function ruleOf(policy, { effect, action, resource, condition }) {
  const actions = { service: '*', verb: `${action.verb}*`, exact: `${action.verb}${action.noun}` };
  const tests = [
    ...(['team', 'exact'].includes(resource.kind) ? [`R.attr.team == ${resource.team}`] : []),
    ...(['infix', 'exact'].includes(resource.kind) ? [`R.attr.number == ${resource.number}`] : []),
    `"${policy}" in P.attr.policies`,
    ...(condition === undefined ? [] : [expressionOf(condition)]),
  ];
  return {
    actions: [actions[action.kind]],
    effect: effect === 'Allow' ? 'EFFECT_ALLOW' : 'EFFECT_DENY',
    roles: ['user'],
    condition: { match: { expr: tests.join(' && ') } },
  };
}

function expressionOf({ kind, value }) {
  switch (kind) {
    case 'tier':
      return `P.attr.tier == "${value}"`;
    case 'mfa':
      return 'R.attr.mfa';
    case 'network':
      return `R.attr.ip.inIPAddrRange("${value}")`;
    case 'amount':
      return `R.attr.amount < ${value}`;
  }
}

function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

async function listens(port, child) {
  for (let tries = 0; tries < longestLoadSeconds * 10 && child.exitCode === null; tries += 1) {
    const isOpen = await new Promise((resolve) => {
      const socket = connect({ port, host: '127.0.0.1' });
      socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
      socket.once('connect', () => socket.destroy());
    });
    if (isOpen) return true;
    await wait(100);
  }
  return false;
}
