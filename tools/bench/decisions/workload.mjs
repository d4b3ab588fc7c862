import { expectedAnswers } from '../iam-org/expected.mjs';
import { makeOrganization } from '../iam-org/organization.mjs';
import { makeQuestions } from '../iam-org/questions.mjs';

/** An organization of a size, different questions about it, and the right answers. */
export function workload(size, count) {
  const organization = makeOrganization(size);
  const questions = makeQuestions(organization, count);
  return { organization, questions, answers: expectedAnswers(organization, questions) };
}

/** Says on the error stream what a bench is at. */
export function said(text) {
  console.error(`${new Date().toISOString().slice(11, 19)} ${text}`);
}
