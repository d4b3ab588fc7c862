import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { answerLine } from './answer-line.js';

const [file, ...rest] = process.argv.slice(2);
if (file === undefined || rest.length > 0) {
  console.error('usage: npm run --silent policy-cases -- FILE (or - for standard input)');
  process.exit(2);
}

const input = file === '-' ? process.stdin : createReadStream(file);
input.on('error', (error: Error) => {
  console.error(`cannot read \`${file}\`: ${error.message}`);
  process.exit(2);
});
for await (const line of createInterface({ input, crlfDelay: Infinity })) {
  if (line.trim() === '') continue;
  const { answer, isCase } = answerLine(line);
  if (!process.stdout.write(`${JSON.stringify(answer)}\n`)) {
    await new Promise((resolve) => process.stdout.once('drain', resolve));
  }
  if (!isCase) process.exitCode = 1;
}
