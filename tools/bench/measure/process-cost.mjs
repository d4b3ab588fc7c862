import { readFileSync } from 'node:fs';

// USER_HZ: the kernel reports process times in hundredths of a second on every Linux that Node runs on.
const ticksPerSecond = 100;

/** Seconds of processor time that a process has used so far, in user and kernel mode (proc(5), `/proc/PID/stat`). */
export function cpuSeconds(pid) {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
}

/** Resident memory of a process. */
export function residentMb(pid) {
  return statusMb(pid, 'VmRSS');
}

/** The most memory that was ever resident of a process. */
export function mostResidentMb(pid) {
  return statusMb(pid, 'VmHWM');
}

function statusMb(pid, field) {
  const [, kilobytes] = new RegExp(`${field}:\\s+(\\d+)`).exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return Math.round(Number(kilobytes) / 1024);
}
